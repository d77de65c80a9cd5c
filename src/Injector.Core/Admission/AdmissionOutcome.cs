using Injector.Core.Injection;
using Injector.Core.Pods;

namespace Injector.Core.Admission;

/// <summary>The outcome of a review, for the caller's log and metrics.</summary>
public sealed record AdmissionOutcome
{
    /// <summary>The kind of outcome.</summary>
    public required AdmissionResult Result { get; init; }

    /// <summary>Why the body is not a review; <see langword="null"/> unless <see cref="Result"/> is <see cref="AdmissionResult.Malformed"/>.</summary>
    public string? Error { get; init; }

    /// <summary>The review; <see langword="null"/> when the body is not one.</summary>
    public AdmissionReview? Review { get; init; }

    /// <summary>The pod; <see langword="null"/> when the review is not about a readable pod.</summary>
    public PodView? Pod { get; init; }

    /// <summary>The decision and its reasons; <see langword="null"/> when the body is not a review.</summary>
    public InjectionResult? Injection { get; init; }

    /// <summary>Length of the patch in bytes. Default 0: there is none.</summary>
    public int PatchBytes { get; init; }
}
