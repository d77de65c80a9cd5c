using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Status;
using Injector.Diagnostics.Checks.Workloads;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Drift;

/// <summary>Compares running pods with what they would be if they were created now.</summary>
/// <param name="cluster">The facts of the cluster.</param>
/// <param name="ignored">Fields that are not compared.</param>
internal sealed class PodExamination(ClusterFacts cluster, IgnoredFields ignored)
{
    private const string FixAndRecreate = "Fix what the reason says, then create the pods again.";

    private readonly FreshInjection _injection = new(cluster);

    /// <summary>Compares one pod.</summary>
    /// <param name="pod">The pod as the API server returned it; modified: fields that the comparison does not need are removed.</param>
    /// <returns>The drift; <see langword="null"/> when there is none, when the pod is terminating, or when it does not request injection.</returns>
    public PodDrift? Evaluate(JsonObject pod)
    {
        var seen = ClusterPod.Read(pod);
        if (pod.TextAt("metadata", "deletionTimestamp").Length > 0)
        {
            return null;
        }

        var isResized = IsResized(pod);
        Trim(pod, seen);
        return seen.Annotations.TryGetValue(cluster.Scope.Keys.Status, out var record)
            ? Carrying(pod, seen, StatusReader.Read(Utf8Text.From(record)), isResized)
            : PodSelection.Requests(seen, cluster) ? Requesting(pod, seen) : null;
    }

    private PodDrift? Requesting(JsonObject pod, ClusterPod seen)
    {
        // Without the webhook's configuration the engine's decision would be meaningless.
        var decision = cluster.Settings is null ? null : _injection.Inject(pod, seen.Namespace, InjectionStatus.None).Pod?.Decision;
        if (seen.Annotations.TryGetValue(cluster.Scope.Keys.Skipped, out var reason))
        {
            return new PodDrift(seen, DriftKind.Skipped, reason) { FixFirst = decision is InjectionDecision.Inject ? null : FixAndRecreate };
        }

        return decision switch
        {
            InjectionDecision.Skip { Code: ReasonCode.OwnNamespace or ReasonCode.ExcludedNamespace or ReasonCode.OptedOut or ReasonCode.AlreadyInjected } => null,
            InjectionDecision.Skip skip => Missed(seen, $"; now it would be skipped: {skip.Code.Text()}: {skip.Message}", FixAndRecreate),
            InjectionDecision.Deny deny => Missed(seen, $"; now it would be denied: {deny.Message}", FixAndRecreate),
            _ => Missed(seen, "", PodSelection.Obstacle(seen.Namespace, cluster)),
        };
    }

    private PodDrift Carrying(JsonObject pod, ClusterPod seen, InjectionStatus status, ImmutableArray<string> outdated, bool isResized)
    {
        var (fresh, refusal) = _injection.Inject(pod, seen.Namespace, status);
        return fresh switch
        {
            null => new PodDrift(seen, DriftKind.Changed, refusal),
            { Decision: InjectionDecision.Deny deny } => new PodDrift(seen, DriftKind.Denied, $"created again, it would be denied: {deny.Message}") { FixFirst = FixAndRecreate },
            { Decision: InjectionDecision.Skip skip } => new PodDrift(seen, DriftKind.Unwanted, $"created again, it would get no sidecars: {skip.Code.Text()}: {skip.Message}"),
            _ => Compared(
                new PodDrift(seen, outdated.IsEmpty && status.Version == cluster.ProgramVersion ? DriftKind.Changed : DriftKind.Outdated, "")
                {
                    Differences = PodComparison.Compare(pod, status, fresh.Pod, cluster.Scope.Keys).RemoveAll(ignored.Cover),
                },
                isResized),
        };
    }

    // Resources resized in place differ on purpose, and a new pod would start from its profiles. This is not drift, but it is reported when nothing else
    // differs.
    private static PodDrift Compared(PodDrift drift, bool isResized)
    {
        var others = isResized ? drift.Differences.RemoveAll(static difference => difference.Path.Contains("resources.", StringComparison.Ordinal)) : drift.Differences;
        return others.IsEmpty && !drift.Differences.IsEmpty && drift.Kind == DriftKind.Changed
            ? NotCompared(drift.Pod, "its resources were changed in place (resize), and all else is what its profiles add")
            : drift with { Differences = others };
    }

    private PodDrift? Carrying(JsonObject pod, ClusterPod seen, InjectionStatus status, bool isResized)
    {
        var outdated = ProfileEditions.Outdated(status, seen.Namespace, cluster);
        var editions = $"an earlier edition of {string.Join(", ", outdated)}";
        if (!ProfileEditions.IsOurs(status, cluster))
        {
            return outdated.IsEmpty
                ? NotCompared(seen, $"Injector {status.Version} injected it, and this program is {cluster.ProgramVersion}: use that release's, or the one that the cluster runs")
                : new PodDrift(seen, DriftKind.Outdated, editions) { Profiles = outdated };
        }

        var gone = status.Profiles.Select(profile => profile.Key).Where(name => cluster.Catalogue.Find(name, seen.Namespace) is null).ToImmutableArray();
        if (!gone.IsEmpty)
        {
            return Gone(pod, seen, status, gone);
        }

        if (cluster.FindNamespace(seen.Namespace) is null && outdated.IsEmpty)
        {
            return NotCompared(seen, $"what namespace {seen.Namespace} asks for is not known");
        }

        var drift = Carrying(pod, seen, status, outdated, isResized);
        return drift switch
        {
            // The profiles are unchanged; this release only renders them differently.
            { Kind: DriftKind.Outdated, Differences.IsEmpty: true } when outdated.IsEmpty => null,
            { Kind: DriftKind.Outdated } when outdated.IsEmpty => drift with { Reason = $"Injector {status.Version} injected it, and {cluster.ProgramVersion} adds something else" },
            { Kind: DriftKind.Outdated, Differences.IsEmpty: true } => drift with { Reason = $"{editions}; the present one adds the same here", Profiles = outdated },
            { Kind: DriftKind.Outdated } => drift with { Reason = editions, Profiles = outdated },
            { Kind: DriftKind.Changed, Reason.Length: 0, Differences.IsEmpty: true } => null,
            { Kind: DriftKind.Changed, Reason.Length: 0 } => drift with { Reason = "not what its profiles add" },
            _ => drift with { Profiles = outdated },
        };
    }

    private PodDrift Gone(JsonObject pod, ClusterPod seen, InjectionStatus status, ImmutableArray<string> gone)
    {
        var names = string.Join(", ", gone);
        if (!cluster.IsCatalogueWhole)
        {
            return NotCompared(seen, $"{names} was not found, and not every place was read in which there may be profiles; name its folder: --profiles DIR");
        }

        var isDenied = _injection.Inject(pod, seen.Namespace, status).Pod?.Decision is InjectionDecision.Deny;
        return new PodDrift(seen, DriftKind.Outdated, $"there is no {names} any more, or it is broken{(isDenied ? "; created again, the pod would be denied" : "")}")
        {
            Profiles = gone,
            FixFirst = isDenied ? FixAndRecreate : null,
        };
    }

    private static PodDrift Missed(ClusterPod pod, string now, string? fixFirst) => new(pod, DriftKind.Missed, $"nobody injected at creation{now}") { FixFirst = fixFirst };

    private static PodDrift NotCompared(ClusterPod pod, string reason) => new(pod, DriftKind.NotCompared, reason);

    /// <summary>Whether the pod's <c>resize</c> subresource was written, as a vertical pod autoscaler does (KEP-1287).</summary>
    private static bool IsResized(JsonObject pod) => pod.ObjectsAt("metadata", "managedFields").Any(static fields => fields.TextAt("subresource") == "resize");

    /// <summary>Removes what the pod did not have when it was created.</summary>
    private static void Trim(JsonObject pod, ClusterPod seen)
    {
        pod.Remove("status");
        if (pod["metadata"] is JsonObject metadata)
        {
            metadata.Remove("managedFields");
            if (seen.OwnerKind.Length == 0 && metadata.TextAt("generateName").Length > 0)
            {
                // The name was not generated yet at admission, and a pod without owner would be identified by it.
                metadata.Remove("name");
            }
        }
    }
}
