using System.Collections.Immutable;
using Injector.Core.Profiles.Parameters;

namespace Injector.Core.Settings;

/// <summary>Settings of the engine for one installation.</summary>
public sealed record InjectorSettings
{
    /// <summary>The default settings.</summary>
    public static InjectorSettings Default { get; } = new();

    /// <summary>Keys of annotations and labels. Default: those with the prefix <c>injector.io</c>.</summary>
    public AnnotationKeys Keys { get; init; } = AnnotationKeys.Default;

    /// <summary>Profiles that <c>inject: "true"</c> selects when the namespace names none. Default: none.</summary>
    public ImmutableArray<string> DefaultProfiles { get; init; } = [];

    /// <summary>Namespace that Injector runs in and never injects into; <see langword="null"/> outside a cluster.</summary>
    public string? OwnNamespace { get; init; }

    /// <summary>Namespaces that are never injected into. Default: <c>kube-system</c>, <c>kube-public</c> and <c>kube-node-lease</c>.</summary>
    public ImmutableArray<string> ExcludedNamespaces { get; init; } = ["kube-system", "kube-public", "kube-node-lease"];

    /// <summary>
    /// Names of other products' sidecars, in addition to <see cref="Pods.ForeignSidecars.WellKnown"/>: such containers get no mounts or variables unless a
    /// pod names them. Default: none.
    /// </summary>
    public ImmutableArray<string> ForeignSidecars { get; init; } = [];

    /// <summary>Whether a pod that requests an unknown profile is admitted with a warning instead of denied. Default <see langword="false"/>.</summary>
    public bool SkipUnknownProfiles { get; init; }

    /// <summary>How sidecars are added when neither pod nor namespace decides. Default <see cref="SidecarMode.Auto"/>.</summary>
    public SidecarMode SidecarMode { get; init; } = SidecarMode.Auto;

    /// <summary>
    /// Whether injected containers keep the user set by their profile, when neither pod nor namespace decides. Default <see cref="FixedUsers.Keep"/>.
    /// </summary>
    public FixedUsers FixedUsers { get; init; } = FixedUsers.Keep;

    /// <summary>
    /// Pod security level of namespaces without the label <c>pod-security.kubernetes.io/enforce</c>. Default <see cref="PodSecurityLevel.Baseline"/>:
    /// a profile that needs more must be allowed by that label.
    /// </summary>
    public PodSecurityLevel DefaultPodSecurity { get; init; } = PodSecurityLevel.Baseline;

    /// <summary>
    /// Max containers, init containers included, of a pod that gets sidecars, 1 to 10000. Default 250, several times what any known pod has; the cost of an
    /// injection grows with their number.
    /// </summary>
    public int MaxContainers { get; init; } = 250;

    /// <summary>
    /// Whether sidecars of Guaranteed pods get requests equal to their limits, so that the pods stay Guaranteed. Default <see langword="false"/>, because it
    /// reserves the maximum that the sidecars may use.
    /// </summary>
    public bool KeepGuaranteed { get; init; }

    /// <summary>
    /// Resources of every injected container, for quotas and limit ranges that require what profiles do not set. Each amount can be overridden by a namespace
    /// or a pod. Default: none.
    /// </summary>
    public ImmutableArray<ContainerResource> SidecarResources { get; init; } = [];

    /// <summary>
    /// Folders with credentials, in addition to that of the service account token, that are hidden from injected containers unless their profile requests
    /// that token: absolute paths without <c>.</c>, <c>..</c> and doubled or trailing slashes. Default: none.
    /// </summary>
    public ImmutableArray<string> TokenMasks { get; init; } = [];

    /// <summary>Version of Injector, recorded in the status annotation. Default <c>0.0.0</c>.</summary>
    public string Version { get; init; } = "0.0.0";
}
