using System.Collections.Immutable;
using Injector.Diagnostics.Checks.Workloads;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Drift;

/// <summary>The pods of one owner that drifted.</summary>
internal sealed record WorkloadDrift
{
    public required string Namespace { get; init; }

    /// <summary>Kind of the owner; <c>Pod</c> for a pod without one.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Number of pods of the owner, with and without drift.</summary>
    public required int Pods { get; init; }

    /// <summary>The findings, grouped into pods with the same finding.</summary>
    public required ImmutableArray<ImmutableArray<PodDrift>> Findings { get; init; }

    /// <summary>What to do, in order.</summary>
    public required ImmutableArray<string> Fixes { get; init; }

    /// <summary>Groups pods by owner, in ordinal order of namespace and owner.</summary>
    /// <param name="pods">The findings of all pods.</param>
    /// <param name="counts">Number of pods for each owner.</param>
    public static ImmutableArray<WorkloadDrift> Group(IEnumerable<PodDrift> pods, IReadOnlyDictionary<(string Namespace, string Kind, string Name), int> counts) =>
    [
        .. pods.GroupBy(drift => Key(drift.Pod))
            .OrderBy(owner => owner.Key.Namespace, StringComparer.Ordinal)
            .ThenBy(owner => owner.Key.Kind, StringComparer.Ordinal)
            .ThenBy(owner => owner.Key.Name, StringComparer.Ordinal)
            .Select(owner => new WorkloadDrift
            {
                Namespace = owner.Key.Namespace,
                Kind = owner.Key.Kind,
                Name = owner.Key.Name,
                Pods = counts[owner.Key],
                Findings =
                [
                    .. owner.OrderBy(drift => drift.Kind).ThenBy(drift => drift.Pod.Name, StringComparer.Ordinal)
                        .GroupBy(drift => (drift.Kind, drift.Reason, string.Join('\n', drift.Differences)))
                        .Select(alike => alike.ToImmutableArray()),
                ],
                Fixes = FixesOf([.. owner.OrderBy(drift => drift.Pod.Name, StringComparer.Ordinal)]),
            }),
    ];

    /// <summary>The owner of a pod.</summary>
    public static (string Namespace, string Kind, string Name) Key(ClusterPod pod) => (pod.Namespace, PodOwner.Of(pod).Kind, PodOwner.Of(pod).Name);

    private static ImmutableArray<string> FixesOf(List<PodDrift> pods)
    {
        var first = pods.Select(drift => drift.FixFirst).OfType<string>().Distinct(StringComparer.Ordinal).ToImmutableArray();
        return first.IsEmpty ? [PodOwner.Restart([.. pods.Select(drift => drift.Pod)])] : first;
    }
}
