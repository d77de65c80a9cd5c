using System.Collections.Immutable;
using System.Globalization;

namespace Injector.Core.Status;

/// <summary>
/// What the status annotation says was added: a record for <c>uninject</c> and for drift, and a hint for later passes. Names and keys stand in
/// ordinal order.
/// </summary>
public sealed record InjectionStatus
{
    /// <summary>Nothing was added.</summary>
    public static InjectionStatus None { get; } = new();

    /// <summary>Version of Injector.</summary>
    public string Version { get; init; } = "";

    /// <summary><c>native</c> or <c>classic</c>.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Content hashes of the profiles, by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Profiles { get; init; } = [];

    /// <summary>
    /// What else decided what the profiles added, by name: a digest of the values and of the facts of the pod. A profile that came with its defaults and reads
    /// no facts is not among them.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>Digest of the images of the containers on record; empty where none is on record, and in records of 0.1.0.</summary>
    public string Images { get; init; } = "";

    /// <summary>Chosen ports, by <c>profile.port</c>.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Ports { get; init; } = [];

    /// <summary>Names of added init containers, native sidecars among them.</summary>
    public ImmutableArray<string> InitContainers { get; init; } = [];

    /// <summary>Names of added regular containers.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>Names of added volumes.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Names of added image pull secrets.</summary>
    public ImmutableArray<string> ImagePullSecrets { get; init; } = [];

    /// <summary>Keys of added annotations.</summary>
    public ImmutableArray<string> Annotations { get; init; } = [];

    /// <summary>Keys of added labels.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Names of added environment variables, by container.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Env { get; init; } = [];

    /// <summary>Variables of the author's that got longer values, by container and name.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, AppendedRecord>>>> Appended { get; init; } = [];

    /// <summary>Paths of added volume mounts, by container.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Mounts { get; init; } = [];

    /// <summary>Volumes appended to <c>cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes</c>.</summary>
    public ImmutableArray<string> SafeToEvict { get; init; } = [];

    /// <summary>Pod-level requests and limits that were raised: what their author wrote, by <c>section.resource</c>; empty where that was nothing.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Raised { get; init; } = [];

    /// <summary>The pod's time to end, where it was raised; <see langword="null"/> where it was not.</summary>
    public RaisedGracePeriod? GracePeriod { get; init; }

    /// <summary>Partial containers that made way for the merged ones, as their author wrote them, in order.</summary>
    public ImmutableArray<SupersededContainer> Superseded { get; init; } = [];

    /// <summary>
    /// What the author wrote where probes and ports were rewritten: by container and the path of the field below it, JSON of an array that holds
    /// the value, or nothing where there was no such field. In the path of a port stands the number that it has now in place of its index.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> Rewritten { get; init; } = [];

    /// <summary>Collections added to that were there but held nothing: <c>null</c> or <c>empty</c>, by their names in <see cref="CollectionNames"/>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Blank { get; init; } = [];

    /// <summary>Whether the record names a container.</summary>
    /// <param name="container">Name of the container.</param>
    public bool Names(string container) => SortedNames.Contains(InitContainers, container) || SortedNames.Contains(Containers, container);

    /// <summary>The content hash on record; <see langword="null"/> when the profile is not.</summary>
    /// <param name="profile">Name of the profile.</param>
    public string? Hash(string profile) => SortedNames.TryGet(Profiles, profile, out var hash) ? hash : null;

    /// <summary>The digest of a profile's inputs; empty where none is on record.</summary>
    /// <param name="profile">Name of the profile.</param>
    public string Input(string profile) => SortedNames.TryGet(Inputs, profile, out var digest) ? digest : "";

    /// <summary>The <c>containerPort</c> that the author wrote where a rewritten one stands now; <see langword="null"/> when none was rewritten.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="number">Its <c>containerPort</c> now.</param>
    public int? RewrittenPort(string container, int number) =>
        SortedNames.TryGet(Rewritten, container, out var fields)
        && SortedNames.TryGet(fields, RewrittenPortField(number), out var before)
        && int.TryParse(before.AsSpan().Trim("[]"), NumberStyles.None, CultureInfo.InvariantCulture, out var author)
            ? author
            : null;

    /// <summary>
    /// What a rewritten port goes by in <see cref="Rewritten"/>. It is the number that the entry has now, for entries that somebody puts ahead of it
    /// change its index.
    /// </summary>
    internal static string RewrittenPortField(int number) => string.Create(CultureInfo.InvariantCulture, $"ports/{number}/containerPort");

    /// <summary>The port on record; <see langword="null"/> when there is none.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="port">The profile's name for the port.</param>
    public int? Port(string profile, string port) => SortedNames.TryGet(Ports, $"{profile}.{port}", out var number) ? number : null;
}
