namespace Injector.Core.Decisions;

/// <summary>The stable codes of decisions, in the order of the rules.</summary>
public enum ReasonCode
{
    /// <summary>Sidecars were added.</summary>
    Injected,

    /// <summary>The review is not about the creation of a pod.</summary>
    NotAPodCreate,

    /// <summary>The pod mirrors a static pod, which the kubelet manages.</summary>
    MirrorPod,

    /// <summary>The pod is in Injector's own namespace.</summary>
    OwnNamespace,

    /// <summary>The pod is in a namespace that the configuration excludes.</summary>
    ExcludedNamespace,

    /// <summary>The pod or its namespace opted out.</summary>
    OptedOut,

    /// <summary>Neither the pod nor its namespace requests injection.</summary>
    NotRequested,

    /// <summary>The pod is larger than the API server can store, or than the settings allow.</summary>
    Oversize,

    /// <summary>The pod runs on Windows.</summary>
    WindowsPod,

    /// <summary>The pod shares the node's network and the profile does not allow that.</summary>
    HostNetwork,

    /// <summary>The pod already has everything that would be added.</summary>
    AlreadyInjected,

    /// <summary>The pod runs to completion, and a classic sidecar would keep it running.</summary>
    JobWithClassicSidecar,

    /// <summary>A requested profile does not exist.</summary>
    UnknownProfile,

    /// <summary>An annotation has an invalid value.</summary>
    BadParameter,

    /// <summary>What would be added conflicts with the pod.</summary>
    Conflict,

    /// <summary>A container has the name of a sidecar but cannot be verified to be it.</summary>
    Unverified,

    /// <summary>The namespace's pod security level would reject what would be added.</summary>
    PodSecurity,

    /// <summary>The annotation is on the workload instead of on its pod template.</summary>
    AnnotationOnWorkload,
}
