using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>
/// What rules and plans need to know of a pod or a pod template: slices of the received JSON. The JSON itself stays the truth; the patch is
/// built against it and nothing is ever written back from here. Made by <see cref="PodReader"/> alone.
/// </summary>
public sealed class PodView
{
    /// <summary>How <c>metadata</c> stands.</summary>
    public JsonPresence MetadataPresence { get; internal set; }

    /// <summary>How <c>spec</c> stands.</summary>
    public JsonPresence SpecPresence { get; internal set; }

    /// <summary><c>metadata.name</c>; empty while the API server has yet to generate it.</summary>
    public Utf8Text Name { get; internal set; }

    /// <summary><c>metadata.generateName</c>.</summary>
    public Utf8Text GenerateName { get; internal set; }

    /// <summary><c>metadata.annotations</c>.</summary>
    public TextMap Annotations { get; internal set; }

    /// <summary><c>metadata.labels</c>.</summary>
    public TextMap Labels { get; internal set; }

    /// <summary>The owner that controls the pod; <see langword="null"/> when there is none.</summary>
    public OwnerView? Controller { get; internal set; }

    /// <summary><c>spec.containers</c>.</summary>
    public ViewList<ContainerView> Containers { get; internal set; }

    /// <summary><c>spec.initContainers</c>.</summary>
    public ViewList<ContainerView> InitContainers { get; internal set; }

    /// <summary><c>spec.volumes</c>.</summary>
    public ViewList<VolumeView> Volumes { get; internal set; }

    /// <summary>Names in <c>spec.imagePullSecrets</c>.</summary>
    public ViewList<Utf8Text> ImagePullSecrets { get; internal set; }

    /// <summary><c>spec.restartPolicy</c>; empty means the default, <c>Always</c>.</summary>
    public Utf8Text RestartPolicy { get; internal set; }

    /// <summary><c>spec.hostNetwork</c>.</summary>
    public bool HostNetwork { get; internal set; }

    /// <summary>Whether containers share the users of the node: <c>spec.hostUsers</c> is not <c>false</c> (KEP-127).</summary>
    public bool HostUsers { get; internal set; } = true;

    /// <summary>Whether containers get the service-account token: <c>spec.automountServiceAccountToken</c> is not <c>false</c>.</summary>
    public bool MountsToken { get; internal set; } = true;

    /// <summary><c>spec.terminationGracePeriodSeconds</c> as JSON; empty when it is not stated.</summary>
    public ReadOnlyMemory<byte> TerminationGracePeriodSeconds { get; internal set; }

    /// <summary>Operating system by <c>spec.os.name</c> or the well-known node selectors; empty when not stated.</summary>
    public Utf8Text OperatingSystem { get; internal set; }

    /// <summary><c>spec.affinity</c> as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Affinity { get; internal set; }

    /// <summary><c>spec.securityContext</c> as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> SecurityContext { get; internal set; }

    /// <summary>Pod-level <c>spec.resources</c> (KEP-2837); <see langword="null"/> when there are none.</summary>
    public PodResourcesView? Resources { get; internal set; }

    /// <summary>All containers: init containers first, then regular ones.</summary>
    public IEnumerable<ContainerView> AllContainers() => InitContainers.Items.Concat(Containers.Items);
}
