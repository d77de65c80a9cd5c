using Injector.Core.Profiles;
using Injector.Core.Rendering;
using Injector.Core.Settings;

namespace Injector.Core.Snapshots;

/// <summary>Everything beside the pod that a decision depends on: immutable, replaced whole by whoever watches the outside.</summary>
public sealed record InjectionSnapshot
{
    /// <summary>The profiles.</summary>
    public required ProfileCatalogue Profiles
    {
        get;
        init => (field, Preparations) = (value, new PreparationCache());
    }

    /// <summary>Labels and annotations of namespaces. Default: none known.</summary>
    public NamespaceDirectory Namespaces { get; init; } = NamespaceDirectory.Empty;

    /// <summary>Settings of the installation.</summary>
    public InjectorSettings Settings { get; init; } = InjectorSettings.Default;

    /// <summary>What the cluster can do. Default: what every supported Kubernetes can.</summary>
    public ClusterCapabilities Capabilities { get; init; } = ClusterCapabilities.Current;

    /// <summary>Renderings of the profiles, forgotten together with them.</summary>
    internal PreparationCache Preparations { get; private init; } = new();
}
