using System.Collections.Immutable;
using Injector.Core.Profiles.Parameters;

namespace Injector.Core.Settings;

/// <summary>Settings of an installation.</summary>
public sealed record InjectorSettings
{
    /// <summary>The settings when nothing is configured.</summary>
    public static InjectorSettings Default { get; } = new();

    /// <summary>Prefix of annotations and labels, a DNS-1123 subdomain. Default <c>injector.io</c>.</summary>
    public AnnotationKeys Keys { get; init; } = AnnotationKeys.Default;

    /// <summary>Profiles that <c>inject: "true"</c> stands for where the namespace names none. Default: none.</summary>
    public ImmutableArray<string> DefaultProfiles { get; init; } = [];

    /// <summary>Namespace that Injector itself runs in and never touches; <see langword="null"/> outside a cluster.</summary>
    public string? OwnNamespace { get; init; }

    /// <summary>Namespaces that are never touched. Default: the three of Kubernetes itself.</summary>
    public ImmutableArray<string> ExcludedNamespaces { get; init; } = ["kube-system", "kube-public", "kube-node-lease"];

    /// <summary>
    /// Names of containers that are sidecars of others, beside <see cref="Pods.ForeignSidecars.WellKnown"/>: they get no mounts and variables unless a pod
    /// names them. Default: none.
    /// </summary>
    public ImmutableArray<string> ForeignSidecars { get; init; } = [];

    /// <summary>Whether a pod that names an unknown profile is let through with a warning instead of denied. Default <see langword="false"/>.</summary>
    public bool SkipUnknownProfiles { get; init; }

    /// <summary>How sidecars are added where neither pod nor namespace says. Default <see cref="SidecarMode.Auto"/>.</summary>
    public SidecarMode SidecarMode { get; init; } = SidecarMode.Auto;

    /// <summary>Whether the users that profiles fix stand, where neither pod nor namespace says. Default <see cref="FixedUsers.Keep"/>.</summary>
    public FixedUsers FixedUsers { get; init; } = FixedUsers.Keep;

    /// <summary>
    /// Pod security level of namespaces without the label <c>pod-security.kubernetes.io/enforce</c>. Default <see cref="PodSecurityLevel.Baseline"/>:
    /// what needs more must be allowed by name.
    /// </summary>
    public PodSecurityLevel DefaultPodSecurity { get; init; } = PodSecurityLevel.Baseline;

    /// <summary>
    /// The most containers, init containers included, that a pod may have to get sidecars: 1 to 10000. Default 250, several times what any known pod
    /// has; what a pod costs grows with them.
    /// </summary>
    public int MaxContainers { get; init; } = 250;

    /// <summary>
    /// Whether what is added to a pod of the class Guaranteed gets requests that equal its limits, so that the pod stays in that class. Default
    /// <see langword="false"/>: it costs what the sidecars may take at most.
    /// </summary>
    public bool KeepGuaranteed { get; init; }

    /// <summary>
    /// Resources of every injected container, for quotas and limit ranges that ask for what profiles do not state; what a namespace or a pod says wins,
    /// each amount for itself. Default: none.
    /// </summary>
    public ImmutableArray<ContainerResource> SidecarResources { get; init; } = [];

    /// <summary>
    /// Folders with credentials, beside that of the service account's token, that injected containers do not see unless their profile wants that token:
    /// absolute, without <c>.</c>, <c>..</c> and doubled or trailing slashes. Default: none.
    /// </summary>
    public ImmutableArray<string> TokenMasks { get; init; } = [];

    /// <summary>Version of Injector, recorded in the status annotation.</summary>
    public string Version { get; init; } = "0.0.0";
}
