using System.Collections.Immutable;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Profiles.Resource.Restrictions;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Options;

/// <summary>Options of the webhook; <see cref="ServerOptionsValidator"/> checks them before anything starts.</summary>
public sealed record ServerOptions
{
    /// <summary>
    /// Address of the HTTPS endpoint, <c>address:port</c>; port 0 means any free port, no address means all of them. Default <c>127.0.0.1:8443</c>.
    /// </summary>
    public string Listen { get; init; } = "127.0.0.1:8443";

    /// <summary>Address of the plain HTTP endpoint for probes and metrics, in the format of <see cref="Listen"/>. Default <c>127.0.0.1:8081</c>.</summary>
    public string AdminListen { get; init; } = "127.0.0.1:8081";

    /// <summary>Directory of YAML profiles, added to the built-in ones; reloaded when it changes. Default: none.</summary>
    public string? ProfilesDirectory { get; init; }

    /// <summary>Where the serving certificate comes from. Default <see cref="CertificateMode.Auto"/>.</summary>
    public CertificateMode Certificates { get; init; } = CertificateMode.Auto;

    /// <summary>
    /// In mode <see cref="CertificateMode.Self"/>, the Secret that the replicas share, as <c>namespace/name</c>; a Lease of the same name elects the
    /// replica that writes it. Default: none.
    /// </summary>
    public string? CertificateSecret { get; init; }

    /// <summary>
    /// In mode <see cref="CertificateMode.Self"/>, the DNS names and IP addresses by which API servers call the webhook, such as
    /// <c>injector.injector-system.svc</c>. Default: none.
    /// </summary>
    public ImmutableArray<string> CertificateNames { get; init; } = [];

    /// <summary>
    /// The webhook configurations that refer to this webhook: a name for a mutating one, <c>validating/name</c> for a validating one. They are watched and
    /// reported in metrics, and entries without rules get theirs once a replica is ready and trusted. In mode <see cref="CertificateMode.Self"/> their
    /// <c>caBundle</c> is kept up to date, too. Only used when a cluster is watched. Default: none.
    /// </summary>
    public ImmutableArray<string> WebhookConfigurations { get; init; } = [];

    /// <summary>PEM file with the serving certificate and its intermediates; reloaded when it changes. Default: an ephemeral certificate in memory.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>PEM file with the key of the serving certificate; required with <see cref="TlsCertificateFile"/>.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>PEM file with the CAs of client certificates; if set, every client of the HTTPS endpoint must present one. Default: none.</summary>
    public string? ClientCaFile { get; init; }

    /// <summary>
    /// Allowed names of clients; a client certificate must have one of them as common name or DNS name. Used with <see cref="ClientCaFile"/>. Default: none,
    /// every certificate of those CAs is accepted.
    /// </summary>
    public ImmutableArray<string> ClientNames { get; init; } = [];

    /// <summary>
    /// Whether the plain HTTP endpoint lists the profiles of all namespaces under <c>/profiles</c>, without authentication. Default <see langword="false"/>.
    /// </summary>
    public bool ShowProfiles { get; init; }

    /// <summary>File to write the CA of the ephemeral certificate to, so that clients can trust it. Default: one in the temporary directory.</summary>
    public string? WriteCaFile { get; init; }

    /// <summary>
    /// Kubernetes version, such as <c>1.33</c>. Default: empty; the version of the watched cluster, otherwise a release that is still supported.
    /// </summary>
    public string KubernetesVersion { get; init; } = "";

    /// <summary>Kubeconfig file of the cluster to watch. Default: none; in a pod, the pod's own cluster.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>
    /// Context of the kubeconfig. Without <see cref="Kubeconfig"/>, the file is that of the variable <c>KUBECONFIG</c> or <c>~/.kube/config</c>. Default: the
    /// current context.
    /// </summary>
    public string? Context { get; init; }

    /// <summary>Whether a kubeconfig's <c>insecure-skip-tls-verify</c> is honoured instead of refused. Default <see langword="false"/>.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>
    /// YAML or JSON file of Namespace manifests that provides labels and annotations of namespaces instead of a watched cluster. Default: none; outside a
    /// cluster no namespace is known.
    /// </summary>
    public string? NamespacesFile { get; init; }

    /// <summary>Namespace that Injector runs in and never injects into. Default: the pod's own when a cluster is watched, otherwise none.</summary>
    public string? OwnNamespace { get; init; }

    /// <summary>Namespaces that are never injected into. Default: <c>kube-system</c>, <c>kube-public</c> and <c>kube-node-lease</c>.</summary>
    public ImmutableArray<string> ExcludedNamespaces { get; init; } = InjectorSettings.Default.ExcludedNamespaces;

    /// <summary>
    /// Names of other products' sidecars, in addition to <see cref="Core.Pods.ForeignSidecars.WellKnown"/>: such containers get no mounts or variables
    /// unless a pod names them. Default: none.
    /// </summary>
    public ImmutableArray<string> ForeignSidecars { get; init; } = [];

    /// <summary>Profiles that <c>inject: "true"</c> selects when the namespace names none. Default: none.</summary>
    public ImmutableArray<string> DefaultProfiles { get; init; } = [];

    /// <summary>What happens to a pod that requests an unknown profile. Default <see cref="UnknownProfileHandling.Deny"/>.</summary>
    public UnknownProfileHandling UnknownProfiles { get; init; } = UnknownProfileHandling.Deny;

    /// <summary>How sidecars are added when neither pod nor namespace decides. Default <see cref="SidecarMode.Auto"/>.</summary>
    public SidecarMode SidecarMode { get; init; } = SidecarMode.Auto;

    /// <summary>
    /// Whether injected containers keep the user set by their profile, when neither pod nor namespace decides. <see cref="FixedUsers.Omit"/> is for platforms
    /// that assign users themselves, such as OpenShift. Default <see cref="FixedUsers.Keep"/>.
    /// </summary>
    public FixedUsers FixedUsers { get; init; } = FixedUsers.Keep;

    /// <summary>
    /// Pod security level of namespaces without the label <c>pod-security.kubernetes.io/enforce</c>; a profile that needs more is denied there.
    /// Default <see cref="PodSecurityLevel.Baseline"/>.
    /// </summary>
    public PodSecurityLevel DefaultPodSecurity { get; init; } = InjectorSettings.Default.DefaultPodSecurity;

    /// <summary>
    /// Max containers, init containers included, of a pod that gets sidecars; one with more is skipped as <c>oversize</c>, or denied where injection is
    /// required. 1 to 10000, default 250.
    /// </summary>
    public int MaxContainers { get; init; } = InjectorSettings.Default.MaxContainers;

    /// <summary>
    /// Whether sidecars of Guaranteed pods get requests equal to their limits, so that the pods stay Guaranteed. Default <see langword="false"/>.
    /// </summary>
    public bool KeepGuaranteed { get; init; }

    /// <summary>
    /// Resources of every injected container, such as <c>limits.cpu=50m, requests.ephemeral-storage=16Mi</c>, unless pod or namespace sets them. Default:
    /// empty, only those of the profiles.
    /// </summary>
    public string SidecarResources { get; init; } = "";

    /// <summary>
    /// Folders with credentials other than the service account token, such as <c>/var/run/secrets/tokens</c>, that are hidden from injected containers unless
    /// their profile sets <c>apiToken</c>; at most <see cref="ServerOptionsValidator.MaxTokenMasks"/>. Default: none.
    /// </summary>
    public ImmutableArray<string> TokenMasks { get; init; } = [];

    /// <summary>Prefix of annotations and labels, a DNS-1123 subdomain. Default <c>injector.io</c>.</summary>
    public string AnnotationPrefix { get; init; } = AnnotationKeys.Default.Prefix;

    /// <summary>
    /// Restrictions on SidecarProfile objects outside <see cref="OwnNamespace"/>, that is, on tenants' profiles. Default: every rule.
    /// </summary>
    public ImmutableArray<TenantRule> TenantRules { get; init; } = [.. Enum.GetValues<TenantRule>()];

    /// <summary>
    /// Patterns with <c>*</c>; an image in a tenant's profile must match one of them. Default: none, any image is allowed.
    /// </summary>
    public ImmutableArray<string> TenantImages { get; init; } = [];

    /// <summary>Patterns with <c>*</c> of the annotations that tenants' profiles may add to pods. Default <c>prometheus.io/*</c>.</summary>
    public ImmutableArray<string> TenantAnnotations { get; init; } = ProfileRestrictions.Default.AllowedAnnotations;

    /// <summary>Patterns with <c>*</c> of the labels that tenants' profiles may add to pods. Default <c>app.kubernetes.io/*</c>.</summary>
    public ImmutableArray<string> TenantLabels { get; init; } = ProfileRestrictions.Default.AllowedLabels;

    /// <summary>
    /// Types of volumes that tenants' profiles may add, by their field names in a volume, such as <c>emptyDir</c>. Default: those of
    /// <see cref="ProfileRestrictions.VolumeTypes"/>.
    /// </summary>
    public ImmutableArray<string> TenantVolumes { get; init; } = ProfileRestrictions.Default.VolumeTypes;

    /// <summary>Patterns with <c>*</c> of names that tenants' profiles may not have, so that they cannot replace platform profiles. Default: none.</summary>
    public ImmutableArray<string> ProtectedProfiles { get; init; } = [];

    /// <summary>The restrictions on tenants' profiles that these options describe.</summary>
    public ProfileRestrictions ToProfileRestrictions() => new([.. TenantRules], TenantImages)
    {
        AllowedAnnotations = TenantAnnotations,
        AllowedLabels = TenantLabels,
        VolumeTypes = TenantVolumes,
        ProtectedProfiles = ProtectedProfiles,
        AnnotationPrefix = AnnotationPrefix,
    };

    /// <summary>
    /// How long requests are still accepted after the stop signal, 0 to 5 minutes. Use 15 to 20 seconds inside a cluster: API servers keep using
    /// their open connections to a pod that is no longer ready (kubernetes issue 127335). Default 0, for use outside a cluster.
    /// </summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How long running requests may take to finish after the drain delay, 1 second to 5 minutes. Default 10 seconds, twice the time that the API server
    /// waits with <c>timeoutSeconds: 5</c>.
    /// </summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Max age of a connection, after which a response asks the client to open a new one, 1 second to 1 day. Varies by a fifth, so that not all end at once.
    /// API servers otherwise keep a connection as long as it works, and a replica that joins later gets no requests. Default 5 minutes, at which handshakes
    /// cost next to nothing.
    /// </summary>
    public TimeSpan ConnectionAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Max reviews processed at once, 1 to 1024; others wait for a slot, and are answered with 503 when the client's timeout ends. Default: twice the number
    /// of processors, because the work is CPU-bound, but at most one for each 16 MiB of available memory, and at least 2. The memory counts because a large
    /// review takes several times the size of its body, and a container with little memory may run on a node with many processors.
    /// </summary>
    public int MaxReviewsInWork { get; init; } = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 24, 2, Math.Max(2, 2 * Environment.ProcessorCount));

    /// <summary>Format of the log. Default <see cref="LogFormat.Text"/>.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>Min level of the log. Default <see cref="LogLevel.Information"/>: one line for each decision.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The engine's settings from these options, for the webhook and for offline commands alike.</summary>
    public InjectorSettings ToSettings() => new()
    {
        Keys = new AnnotationKeys(AnnotationPrefix),
        DefaultProfiles = [.. DefaultProfiles.Distinct(StringComparer.Ordinal)],
        OwnNamespace = OwnNamespace,
        ExcludedNamespaces = ExcludedNamespaces,
        ForeignSidecars = [.. ForeignSidecars.Distinct(StringComparer.Ordinal)],
        SkipUnknownProfiles = UnknownProfiles == UnknownProfileHandling.Skip,
        SidecarMode = SidecarMode,
        FixedUsers = FixedUsers,
        DefaultPodSecurity = DefaultPodSecurity,
        MaxContainers = MaxContainers,
        KeepGuaranteed = KeepGuaranteed,
        TokenMasks = [.. TokenMasks.Distinct(StringComparer.Ordinal)],
        SidecarResources = ResourceList.Read(SidecarResources, out var resources) is null ? resources : [],
        Version = BuildVersion.Number,
    };
}
