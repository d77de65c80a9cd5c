using System.Collections.Immutable;

namespace Injector.Core.Plans;

/// <summary>A profile that is part of a plan.</summary>
/// <param name="Name">Name.</param>
/// <param name="ContentHash">Hash of its content.</param>
/// <param name="Ports">The chosen ports, by the profile's names for them.</param>
public sealed record PlannedProfile(string Name, string ContentHash, ImmutableArray<KeyValuePair<string, int>> Ports)
{
    /// <summary>Digest of the other inputs that determine what it adds.</summary>
    internal string Inputs { get; init; } = "";
}
