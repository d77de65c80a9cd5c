using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>
/// What rules and plans need to know about a pod or a pod template, as slices of the received JSON. Read-only: the JSON stays the source of truth, and the
/// patch is built against it. Created only by <see cref="PodReader"/>.
/// </summary>
public sealed class PodView
{
    /// <summary>Whether <c>metadata</c> is present, null or absent.</summary>
    public JsonPresence MetadataPresence { get; internal set; }

    /// <summary>Whether <c>spec</c> is present, null or absent.</summary>
    public JsonPresence SpecPresence { get; internal set; }

    /// <summary><c>metadata.name</c>; empty when the API server has not generated it yet.</summary>
    public Utf8Text Name { get; internal set; }

    /// <summary><c>metadata.generateName</c>; empty when it is not set.</summary>
    public Utf8Text GenerateName { get; internal set; }

    /// <summary><c>metadata.annotations</c>.</summary>
    public TextMap Annotations { get; internal set; }

    /// <summary><c>metadata.labels</c>.</summary>
    public TextMap Labels { get; internal set; }

    /// <summary>The owner reference with <c>controller: true</c>; <see langword="null"/> when there is none.</summary>
    public OwnerView? Controller { get; internal set; }

    /// <summary><c>spec.containers</c>.</summary>
    public ViewList<ContainerView> Containers { get; internal set; }

    /// <summary><c>spec.initContainers</c>.</summary>
    public ViewList<ContainerView> InitContainers { get; internal set; }

    /// <summary><c>spec.volumes</c>.</summary>
    public ViewList<VolumeView> Volumes { get; internal set; }

    /// <summary>The names in <c>spec.imagePullSecrets</c>.</summary>
    public ViewList<Utf8Text> ImagePullSecrets { get; internal set; }

    /// <summary><c>spec.restartPolicy</c>; empty means the default, <c>Always</c>.</summary>
    public Utf8Text RestartPolicy { get; internal set; }

    /// <summary><c>spec.hostNetwork</c>.</summary>
    public bool HostNetwork { get; internal set; }

    /// <summary>Whether the pod uses the node's user namespace: <c>spec.hostUsers</c> is not <c>false</c> (KEP-127).</summary>
    public bool HostUsers { get; internal set; } = true;

    /// <summary>Whether containers get the service account token: <c>spec.automountServiceAccountToken</c> is not <c>false</c>.</summary>
    public bool MountsToken { get; internal set; } = true;

    /// <summary><c>spec.terminationGracePeriodSeconds</c> in seconds, as JSON; empty when it is not set.</summary>
    public ReadOnlyMemory<byte> TerminationGracePeriodSeconds { get; internal set; }

    /// <summary>Operating system from <c>spec.os.name</c> or the well-known node selectors; empty when neither is set.</summary>
    public Utf8Text OperatingSystem { get; internal set; }

    /// <summary><c>spec.affinity</c> as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Affinity { get; internal set; }

    /// <summary><c>spec.securityContext</c> as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> SecurityContext { get; internal set; }

    /// <summary>Pod-level <c>spec.resources</c> (KEP-2837); <see langword="null"/> when there are none.</summary>
    public PodResourcesView? Resources { get; internal set; }

    /// <summary>All containers: init containers first, then regular containers.</summary>
    public IEnumerable<ContainerView> AllContainers() => InitContainers.Items.Concat(Containers.Items);
}
