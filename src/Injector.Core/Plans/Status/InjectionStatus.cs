using System.Collections.Immutable;

namespace Injector.Core.Plans.Status;

/// <summary>What the status annotation says was added: a record for <c>uninject</c> and for drift, and a hint for later passes.</summary>
public sealed record InjectionStatus
{
    // Stand first: static members are made in the order of the text.
    private static ImmutableSortedSet<string> Nothing { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<string>> NothingByContainer { get; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);

    /// <summary>Nothing was added.</summary>
    public static InjectionStatus None { get; } = new();

    /// <summary>Version of Injector.</summary>
    public string Version { get; init; } = "";

    /// <summary><c>native</c> or <c>classic</c>.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Content hashes of the profiles, by name.</summary>
    public ImmutableSortedDictionary<string, string> Profiles { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Chosen ports, by <c>profile.port</c>.</summary>
    public ImmutableSortedDictionary<string, int> Ports { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Names of added init containers, native sidecars among them.</summary>
    public ImmutableSortedSet<string> InitContainers { get; init; } = Nothing;

    /// <summary>Names of added regular containers.</summary>
    public ImmutableSortedSet<string> Containers { get; init; } = Nothing;

    /// <summary>Names of added volumes.</summary>
    public ImmutableSortedSet<string> Volumes { get; init; } = Nothing;

    /// <summary>Names of added image pull secrets.</summary>
    public ImmutableSortedSet<string> ImagePullSecrets { get; init; } = Nothing;

    /// <summary>Keys of added annotations.</summary>
    public ImmutableSortedSet<string> Annotations { get; init; } = Nothing;

    /// <summary>Keys of added labels.</summary>
    public ImmutableSortedSet<string> Labels { get; init; } = Nothing;

    /// <summary>Names of added environment variables, by container.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Env { get; init; } = NothingByContainer;

    /// <summary>Paths of added volume mounts, by container.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Mounts { get; init; } = NothingByContainer;

    /// <summary>Whether the record names a container.</summary>
    /// <param name="container">Name of the container.</param>
    public bool Names(string container) => InitContainers.Contains(container) || Containers.Contains(container);

    /// <summary>The port on record; <see langword="null"/> when there is none.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="port">The profile's name for the port.</param>
    public int? Port(string profile, string port) => Ports.TryGetValue($"{profile}.{port}", out var number) ? number : null;
}
