using System.Collections.Immutable;

namespace Injector.Core.Settings;

/// <summary>The known facts of a namespace.</summary>
/// <param name="Name">Name.</param>
/// <param name="Labels">Labels.</param>
/// <param name="Annotations">Annotations.</param>
public sealed record NamespaceFacts(
    string Name,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>A namespace of which only the name is known.</summary>
    /// <param name="name">Name.</param>
    public static NamespaceFacts Unknown(string name) => new(name, Nothing, Nothing);
}
