using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Diagnostics.Checks.Workloads;
using Injector.Diagnostics.Facts;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>A pod that does not exist yet, without its sidecars and with them.</summary>
/// <param name="Subject">What the pod is.</param>
/// <param name="Json">The pod with its sidecars.</param>
/// <param name="Before">What it needs without them.</param>
/// <param name="After">What it needs with them.</param>
internal sealed record InjectedPod(NewPod Subject, JsonObject Json, PodDemand Before, PodDemand After)
{
    /// <summary>Whether it is a bare pod that stands for its namespace.</summary>
    public bool IsBare => Subject.Workload is null;

    /// <summary>The containers that were added.</summary>
    public IEnumerable<ContainerDemand> Added => After.Containers.Where(container => Before.Containers.All(other => other.Name != container.Name));

    /// <summary>All pods that request and get sidecars, in namespaces with quotas or LimitRanges.</summary>
    public static ImmutableArray<InjectedPod> All(ClusterFacts cluster)
    {
        var ranges = cluster.LimitRanges.OrEmpty().ToLookup(range => range.Namespace, StringComparer.Ordinal);
        var quotas = cluster.Quotas.OrEmpty().Select(quota => quota.Namespace).ToHashSet(StringComparer.Ordinal);
        if (cluster.Catalogue.All.IsEmpty || (quotas.Count == 0 && ranges.Count == 0))
        {
            return [];
        }

        var snapshot = ClusterSnapshot.Of(cluster);
        return
        [
            .. NewPods.Requesting(cluster).Where(pod => quotas.Contains(pod.Namespace) || ranges.Contains(pod.Namespace))
                .Select(pod => Inject(pod, snapshot, [.. ranges[pod.Namespace].SelectMany(range => range.Limits)]))
                .OfType<InjectedPod>(),
        ];
    }

    private static InjectedPod? Inject(NewPod subject, InjectionSnapshot snapshot, ImmutableArray<ResourceRange> ranges)
    {
        var reading = PodReader.Read(subject.Pod);
        if (!reading.IsRead)
        {
            return null;
        }

        var result = SidecarInjector.Inject(new InjectionRequest { Pod = reading.Pod, Namespace = subject.Namespace, Workload = subject.Workload }, snapshot);
        if (result.Decision is not InjectionDecision.Inject)
        {
            // DecisionsCheck reports it.
            return null;
        }

        var tree = (MappingNode)JsonTreeReader.Read(subject.Pod.Span).Root!;
        TreePatch.Apply(tree, PatchOperation.ReadAll(result.Patch));
        var json = JsonNode.Parse(JsonTreeWriter.Write(tree).Span)!.AsObject();
        return new InjectedPod(subject, json, PodDemand.Of(JsonNode.Parse(subject.Pod.Span)!.AsObject(), ranges), PodDemand.Of(json, ranges));
    }
}
