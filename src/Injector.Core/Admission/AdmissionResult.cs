namespace Injector.Core.Admission;

/// <summary>The kinds of outcome of a review.</summary>
public enum AdmissionResult
{
    /// <summary>The pod is allowed and patched.</summary>
    Injected,

    /// <summary>The pod is allowed without sidecars.</summary>
    Skipped,

    /// <summary>The pod is denied.</summary>
    Denied,

    /// <summary>The body is not a review: HTTP 400, and the API server applies its failure policy.</summary>
    Malformed,
}
