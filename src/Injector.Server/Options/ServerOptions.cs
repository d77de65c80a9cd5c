using System.Collections.Immutable;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Profiles.Resource.Restrictions;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Options;

/// <summary>How the webhook runs. Held to <see cref="ServerOptionsValidator"/> before anything starts.</summary>
public sealed record ServerOptions
{
    /// <summary>Address of the HTTPS endpoint, <c>address:port</c>; port 0 lets the system choose, no address means every one. Default <c>127.0.0.1:8443</c>.</summary>
    public string Listen { get; init; } = "127.0.0.1:8443";

    /// <summary>Address of the plain HTTP endpoint with probes and metrics, spelled as <see cref="Listen"/>. Default <c>127.0.0.1:8081</c>.</summary>
    public string AdminListen { get; init; } = "127.0.0.1:8081";

    /// <summary>Directory of profiles in YAML, read again when it changes; they join the built-in ones. Default: none.</summary>
    public string? ProfilesDirectory { get; init; }

    /// <summary>Where the serving certificate comes from. Default <see cref="CertificateMode.Auto"/>.</summary>
    public CertificateMode Certificates { get; init; } = CertificateMode.Auto;

    /// <summary>
    /// In the mode <see cref="CertificateMode.Self"/>, the Secret that the replicas share, <c>namespace/name</c>; a Lease of the same name chooses
    /// the one that writes. Default: none.
    /// </summary>
    public string? CertificateSecret { get; init; }

    /// <summary>
    /// In the mode <see cref="CertificateMode.Self"/>, the DNS names and addresses under which API servers call, such as
    /// <c>injector.injector-system.svc</c>. Default: none.
    /// </summary>
    public ImmutableArray<string> CertificateNames { get; init; } = [];

    /// <summary>
    /// The webhook configurations by which API servers call: names of mutating ones, and <c>validating/name</c> for the other kind. They are watched, their
    /// state is measured, and the rules of entries without any are written once a replica is ready and trusted. In the mode
    /// <see cref="CertificateMode.Self"/> every <c>caBundle</c> in them is kept, too. Used in a cluster that is watched. Default: none.
    /// </summary>
    public ImmutableArray<string> WebhookConfigurations { get; init; } = [];

    /// <summary>PEM file with the serving certificate and its intermediates, read again when it changes. Default: a throw-away certificate in memory.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>PEM file with the key of the serving certificate; given together with <see cref="TlsCertificateFile"/>.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>PEM file with authorities of client certificates; when given, every client of the HTTPS endpoint must have one. Default: none.</summary>
    public string? ClientCaFile { get; init; }

    /// <summary>
    /// Names of which a client's certificate must have one, as common name or DNS name; used with <see cref="ClientCaFile"/>. Default: none, every certificate
    /// of those authorities will do.
    /// </summary>
    public ImmutableArray<string> ClientNames { get; init; } = [];

    /// <summary>
    /// Whether the plain HTTP endpoint lists the profiles of all namespaces under <c>/profiles</c>, to whoever reaches it. Default <see langword="false"/>.
    /// </summary>
    public bool ShowProfiles { get; init; }

    /// <summary>File that receives the authority of the throw-away certificate, so that clients can trust it. Default: one in the temporary directory.</summary>
    public string? WriteCaFile { get; init; }

    /// <summary>Version of the cluster, such as <c>1.33</c>. Default: empty; what a watched cluster says, else a release that is still supported.</summary>
    public string KubernetesVersion { get; init; } = "";

    /// <summary>Kubeconfig of the cluster to watch. Default: none; in a pod, the pod's own cluster.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>
    /// Context of the kubeconfig. Given alone, the kubeconfig is that of the variable <c>KUBECONFIG</c> or <c>~/.kube/config</c>. Default: its
    /// current context.
    /// </summary>
    public string? Context { get; init; }

    /// <summary>Whether a kubeconfig's <c>insecure-skip-tls-verify</c> is obeyed instead of refused. Default <see langword="false"/>.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>
    /// YAML or JSON file of Namespace manifests whose labels and annotations count, in place of a cluster that is watched. Default: none, no
    /// namespace is known outside a cluster.
    /// </summary>
    public string? NamespacesFile { get; init; }

    /// <summary>Namespace that Injector runs in and never touches. Default: the pod's in a cluster that is watched, else none.</summary>
    public string? OwnNamespace { get; init; }

    /// <summary>Namespaces that are never touched. Default: the three of Kubernetes itself.</summary>
    public ImmutableArray<string> ExcludedNamespaces { get; init; } = InjectorSettings.Default.ExcludedNamespaces;

    /// <summary>
    /// Names of containers that are sidecars of others, beside <see cref="Core.Pods.ForeignSidecars.WellKnown"/>: they get no mounts and variables unless
    /// a pod names them. Default: none.
    /// </summary>
    public ImmutableArray<string> ForeignSidecars { get; init; } = [];

    /// <summary>Profiles that <c>inject: "true"</c> stands for where the namespace names none. Default: none.</summary>
    public ImmutableArray<string> DefaultProfiles { get; init; } = [];

    /// <summary>What happens to a pod that names an unknown profile. Default <see cref="UnknownProfileHandling.Deny"/>.</summary>
    public UnknownProfileHandling UnknownProfiles { get; init; } = UnknownProfileHandling.Deny;

    /// <summary>How sidecars are added where neither pod nor namespace says. Default <see cref="SidecarMode.Auto"/>.</summary>
    public SidecarMode SidecarMode { get; init; } = SidecarMode.Auto;

    /// <summary>
    /// Whether the users that profiles fix for their containers stand, where neither pod nor namespace says. <see cref="FixedUsers.Omit"/> is for platforms that
    /// choose users themselves, such as OpenShift. Default <see cref="FixedUsers.Keep"/>.
    /// </summary>
    public FixedUsers FixedUsers { get; init; } = FixedUsers.Keep;

    /// <summary>
    /// Pod security level of namespaces without the label <c>pod-security.kubernetes.io/enforce</c>; a profile that needs more is denied there.
    /// Default <see cref="PodSecurityLevel.Baseline"/>.
    /// </summary>
    public PodSecurityLevel DefaultPodSecurity { get; init; } = InjectorSettings.Default.DefaultPodSecurity;

    /// <summary>
    /// The most containers, init containers included, that a pod may have to get sidecars; one with more is skipped as <c>oversize</c>, or denied where
    /// injection is required. 1 to 10000, default 250.
    /// </summary>
    public int MaxContainers { get; init; } = InjectorSettings.Default.MaxContainers;

    /// <summary>Whether sidecars of Guaranteed pods get requests that equal their limits, so that the pods stay Guaranteed. Default <see langword="false"/>.</summary>
    public bool KeepGuaranteed { get; init; }

    /// <summary>
    /// Resources of every injected container, such as <c>limits.cpu=50m, requests.ephemeral-storage=16Mi</c>, where neither pod nor namespace says. Default:
    /// empty, none but those of the profiles.
    /// </summary>
    public string SidecarResources { get; init; } = "";

    /// <summary>
    /// Folders with credentials beside the service account's token, such as <c>/var/run/secrets/tokens</c>, that injected containers do not see unless their
    /// profile says <c>apiToken</c>; at most <see cref="ServerOptionsValidator.MaxTokenMasks"/>. Default: none.
    /// </summary>
    public ImmutableArray<string> TokenMasks { get; init; } = [];

    /// <summary>Prefix of annotations and labels, a DNS-1123 subdomain. Default <c>injector.io</c>.</summary>
    public string AnnotationPrefix { get; init; } = AnnotationKeys.Default.Prefix;

    /// <summary>
    /// What SidecarProfiles of the cluster may not do unless they stand in <see cref="OwnNamespace"/>. Default: every rule holds.
    /// </summary>
    public ImmutableArray<TenantRule> TenantRules { get; init; } = [.. Enum.GetValues<TenantRule>()];

    /// <summary>
    /// Patterns with <c>*</c>, of which an image in such a profile must match one. Default: none, any image will do.
    /// </summary>
    public ImmutableArray<string> TenantImages { get; init; } = [];

    /// <summary>Patterns with <c>*</c> of the annotations that such profiles may give to pods. Default <c>prometheus.io/*</c>.</summary>
    public ImmutableArray<string> TenantAnnotations { get; init; } = ProfileRestrictions.Default.AllowedAnnotations;

    /// <summary>Patterns with <c>*</c> of the labels that such profiles may give to pods. Default <c>app.kubernetes.io/*</c>.</summary>
    public ImmutableArray<string> TenantLabels { get; init; } = ProfileRestrictions.Default.AllowedLabels;

    /// <summary>Types of volumes that such profiles may bring, as fields of a volume spell them. Default: what is of the pod, of claims and of images.</summary>
    public ImmutableArray<string> TenantVolumes { get; init; } = ProfileRestrictions.Default.VolumeTypes;

    /// <summary>Patterns with <c>*</c> of names that such profiles may not have, so that they take no platform profile's place. Default: none.</summary>
    public ImmutableArray<string> ProtectedProfiles { get; init; } = [];

    /// <summary>What tenants may do, for whoever reads their profiles.</summary>
    public ProfileRestrictions ToProfileRestrictions() => new([.. TenantRules], TenantImages)
    {
        AllowedAnnotations = TenantAnnotations,
        AllowedLabels = TenantLabels,
        VolumeTypes = TenantVolumes,
        ProtectedProfiles = ProtectedProfiles,
        AnnotationPrefix = AnnotationPrefix,
    };

    /// <summary>
    /// How long requests are still accepted after the signal to stop, 0 to 5 minutes. Inside a cluster 15 to 20 seconds: API servers go on using
    /// their open connections to a pod that is no longer ready (kubernetes issue 127335). Default 0, for use outside a cluster.
    /// </summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How long requests that have begun may take to end after the drain delay, 1 second to 5 minutes. Default 10 seconds, twice what the API
    /// server waits by <c>timeoutSeconds: 5</c>.
    /// </summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How old a connection grows before an answer on it asks the client for a new one, 1 second to 1 day; a fifth more or less, so that not all end
    /// at once. API servers otherwise keep a connection as long as it works: a replica that joins later gets no requests on it. Default 5 minutes,
    /// for a handshake that seldom costs nothing.
    /// </summary>
    public TimeSpan ConnectionAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many reviews are worked on at once, 1 to 1024; others wait for their turn, and are answered with 503 when the client's time is over. Default twice
    /// the processors, because the work needs nothing else, but no more than one for each 16 MiB of the memory that the process may use, and at least 2: the
    /// largest review takes some times the memory of its body, and a node may have many processors where the container has little memory.
    /// </summary>
    public int MaxReviewsInWork { get; init; } = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 24, 2, Math.Max(2, 2 * Environment.ProcessorCount));

    /// <summary>How log lines are written. Default <see cref="LogFormat.Text"/>.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>The least important lines that are logged. Default <see cref="LogLevel.Information"/>: one line a decision.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>What the engine needs to know of these options, for the webhook and for offline commands alike.</summary>
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
