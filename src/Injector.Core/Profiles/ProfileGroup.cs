using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Profiles;

/// <summary>
/// Names that belong together, such as the host and the port of a server: those that the profile sets are added all together or, if the pod states any of them
/// itself, not at all.
/// </summary>
/// <param name="Kind">The kind of names.</param>
/// <param name="Names">The names; one that ends in <c>*</c> stands for all with that prefix. Some may be names that the profile never sets.</param>
/// <param name="Otherwise">The consequence if the group is left out, for people; empty when the profile states none.</param>
public sealed record ProfileGroup(GroupKind Kind, ImmutableArray<string> Names, string Otherwise)
{
    /// <summary>Whether a name belongs to the group.</summary>
    /// <param name="name">The name.</param>
    public bool Holds(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var pattern in Names)
        {
            if (pattern.EndsWith('*') ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : name == pattern)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name of a received pod belongs to the group.</summary>
    /// <param name="name">The name.</param>
    internal bool Holds(Utf8Text name)
    {
        foreach (var pattern in Names)
        {
            if (pattern.EndsWith('*') ? StartsWith(name, pattern.AsSpan(0, pattern.Length - 1)) : name.Is(pattern))
            {
                return true;
            }
        }

        return false;
    }

    // Names of variables and keys are ASCII, so a character is a byte.
    private static bool StartsWith(Utf8Text name, ReadOnlySpan<char> start) =>
        name.Bytes.Length >= start.Length && System.Text.Ascii.Equals(name.Bytes.Span[..start.Length], start);
}
