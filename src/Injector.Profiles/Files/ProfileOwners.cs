using System.Collections.Immutable;

namespace Injector.Profiles.Files;

/// <summary>Which file each profile came from at the last load, so that a second file of the same name cannot take a profile over.</summary>
internal sealed record ProfileOwners(ImmutableDictionary<(string Namespace, string Name), string> Files)
{
    /// <summary>Nothing was loaded before.</summary>
    internal static ProfileOwners None { get; } = new(ImmutableDictionary<(string, string), string>.Empty);
}
