using Injector.Core.Pods;

namespace Injector.Core.Requests;

/// <summary>A pod, or the pod template of a workload, that may be injected.</summary>
public sealed record InjectionRequest
{
    /// <summary>The pod.</summary>
    public required PodView Pod { get; init; }

    /// <summary>Namespace that the pod will live in, from the request rather than from the object: the object's may be empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The workload whose template this is; <see langword="null"/> for a pod, whose owner is then told from its owner references.</summary>
    public WorkloadFacts? Workload { get; init; }

    /// <summary>Ends the work, by <see cref="OperationCanceledException"/>, when nobody waits for its result any more.</summary>
    public CancellationToken Cancellation { get; init; }
}
