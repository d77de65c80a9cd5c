namespace Injector.Kubernetes.Api;

/// <summary>How the body of a patch is meant.</summary>
public enum PatchKind
{
    /// <summary>A list of operations (RFC 6902).</summary>
    Json,

    /// <summary>The fields to change; <c>null</c> removes one (RFC 7396).</summary>
    Merge,

    /// <summary>As <see cref="Merge"/>, with lists merged by the keys that the kind defines; not for custom resources.</summary>
    StrategicMerge,
}
