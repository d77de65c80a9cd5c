using Injector.Core.Pods;

namespace Injector.Core.Requests;

/// <summary>A pod, or the pod template of a workload, as a candidate for injection.</summary>
public sealed record InjectionRequest
{
    /// <summary>The pod.</summary>
    public required PodView Pod { get; init; }

    /// <summary>Namespace of the pod, taken from the admission request, because the object's may be empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The workload that the pod template belongs to; <see langword="null"/> for a pod, whose workload follows from its owner references.</summary>
    public WorkloadFacts? Workload { get; init; }

    /// <summary>Cancels the work with an <see cref="OperationCanceledException"/> when the result is no longer needed. Default: never.</summary>
    public CancellationToken Cancellation { get; init; }
}
