namespace Injector.Testing.ControlPlane;

/// <summary>How the API server reads the body of a PATCH request.</summary>
public enum ApiPatchKind
{
    /// <summary>RFC 7386.</summary>
    Merge,

    /// <summary>Kubernetes' own, which merges lists by key.</summary>
    StrategicMerge,

    /// <summary>RFC 6902.</summary>
    Json,
}
