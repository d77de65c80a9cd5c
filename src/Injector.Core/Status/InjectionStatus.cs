using System.Collections.Immutable;
using System.Globalization;

namespace Injector.Core.Status;

/// <summary>
/// The content of the status annotation: what was added to the pod. <c>uninject</c> and <c>drift</c> rely on it; for later passes it is only a hint.
/// Names and keys are sorted ordinally; collections are empty by default.
/// </summary>
public sealed record InjectionStatus
{
    /// <summary>Nothing was added.</summary>
    public static InjectionStatus None { get; } = new();

    /// <summary>Version of the Injector that wrote the record; empty when there is none.</summary>
    public string Version { get; init; } = "";

    /// <summary>The sidecar mode, <c>native</c> or <c>classic</c>; empty when there is no record.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Content hashes of the profiles, by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Profiles { get; init; } = [];

    /// <summary>
    /// Digests of the other inputs of the profiles, by name: parameter values and facts of the pod. A profile with default values that reads no facts has
    /// no entry.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>Digest of the images of the recorded containers; empty when no container is recorded, and in records of 0.1.0.</summary>
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

    /// <summary>Variables of the author to whose values something was appended, by container and name.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, AppendedRecord>>>> Appended { get; init; } = [];

    /// <summary>Paths of added volume mounts, by container.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Mounts { get; init; } = [];

    /// <summary>Volumes appended to <c>cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes</c>.</summary>
    public ImmutableArray<string> SafeToEvict { get; init; } = [];

    /// <summary>The author's values of pod-level requests and limits that were raised, as JSON, by <c>section.resource</c>; empty for one that was not set.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Raised { get; init; } = [];

    /// <summary>The raised termination grace period; <see langword="null"/> when it was not raised.</summary>
    public RaisedGracePeriod? GracePeriod { get; init; }

    /// <summary>Partial containers that merged ones replaced, as the author wrote them, in order.</summary>
    public ImmutableArray<SupersededContainer> Superseded { get; init; } = [];

    /// <summary>
    /// The author's values of rewritten fields of probes and ports, by container and the field's path below it: a JSON array that holds the value, or is
    /// empty when the field did not exist. The path of a port contains its current number instead of its index.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> Rewritten { get; init; } = [];

    /// <summary>Collections that were <c>null</c> or <c>empty</c> before anything was added, by their names in <see cref="CollectionNames"/>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Blank { get; init; } = [];

    /// <summary>Whether the record contains a container.</summary>
    /// <param name="container">Name of the container.</param>
    public bool Names(string container) => SortedNames.Contains(InitContainers, container) || SortedNames.Contains(Containers, container);

    /// <summary>The recorded content hash of a profile; <see langword="null"/> when the profile is not recorded.</summary>
    /// <param name="profile">Name of the profile.</param>
    public string? Hash(string profile) => SortedNames.TryGet(Profiles, profile, out var hash) ? hash : null;

    /// <summary>The recorded digest of a profile's inputs; empty when there is none.</summary>
    /// <param name="profile">Name of the profile.</param>
    public string Input(string profile) => SortedNames.TryGet(Inputs, profile, out var digest) ? digest : "";

    /// <summary>The author's <c>containerPort</c> of a port that was rewritten; <see langword="null"/> when it was not.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="number">The current <c>containerPort</c>.</param>
    public int? RewrittenPort(string container, int number) =>
        SortedNames.TryGet(Rewritten, container, out var fields)
        && SortedNames.TryGet(fields, RewrittenPortField(number), out var before)
        && int.TryParse(before.AsSpan().Trim("[]"), NumberStyles.None, CultureInfo.InvariantCulture, out var author)
            ? author
            : null;

    /// <summary>
    /// The path of a rewritten port in <see cref="Rewritten"/>. It contains the port's current number, because the index changes when another port is inserted
    /// before it.
    /// </summary>
    internal static string RewrittenPortField(int number) => string.Create(CultureInfo.InvariantCulture, $"ports/{number}/containerPort");

    /// <summary>The recorded number of a port; <see langword="null"/> when there is none.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="port">Name of the port in the profile.</param>
    public int? Port(string profile, string port) => SortedNames.TryGet(Ports, $"{profile}.{port}", out var number) ? number : null;
}
