namespace Injector.Core.Decisions;

/// <summary>The stable codes of decisions, in the order of the rules.</summary>
public enum ReasonCode
{
    /// <summary>Sidecars were added.</summary>
    Injected,

    /// <summary>The review is not about the creation of a pod.</summary>
    NotAPodCreate,

    /// <summary>A mirror of a static pod, which the kubelet manages.</summary>
    MirrorPod,

    /// <summary>Injector's own namespace.</summary>
    OwnNamespace,

    /// <summary>A namespace that the configuration excludes.</summary>
    ExcludedNamespace,

    /// <summary>The pod or its namespace said no.</summary>
    OptedOut,

    /// <summary>Neither the pod nor its namespace asked.</summary>
    NotRequested,

    /// <summary>The pod is larger than the API server stores, or than the settings allow.</summary>
    Oversize,

    /// <summary>The pod runs on Windows.</summary>
    WindowsPod,

    /// <summary>The pod shares the node's network and the profile does not allow that.</summary>
    HostNetwork,

    /// <summary>Everything that would be added is there already.</summary>
    AlreadyInjected,

    /// <summary>A pod that must end would get a sidecar that never does.</summary>
    JobWithClassicSidecar,

    /// <summary>A profile is asked for that does not exist.</summary>
    UnknownProfile,

    /// <summary>An annotation's value cannot be understood.</summary>
    BadParameter,

    /// <summary>What would be added clashes with the pod.</summary>
    Conflict,

    /// <summary>A container goes by the name of a sidecar and cannot be shown to be it.</summary>
    Unverified,

    /// <summary>The namespace's pod security level would reject what would be added.</summary>
    PodSecurity,

    /// <summary>The annotation stands on the workload instead of on its pod template.</summary>
    AnnotationOnWorkload,
}
