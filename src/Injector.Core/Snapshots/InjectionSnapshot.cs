using Injector.Core.Profiles;
using Injector.Core.Settings;

namespace Injector.Core.Snapshots;

/// <summary>Everything besides the pod that a decision depends on. Immutable; any change creates a new snapshot.</summary>
public sealed record InjectionSnapshot
{
    /// <summary>The profiles that pods can request.</summary>
    public required ProfileCatalogue Profiles { get; init; }

    /// <summary>Labels and annotations of namespaces. Default: none known.</summary>
    public NamespaceDirectory Namespaces { get; init; } = NamespaceDirectory.Empty;

    /// <summary>Settings of the installation.</summary>
    public InjectorSettings Settings { get; init; } = InjectorSettings.Default;

    /// <summary>Features that the cluster supports. Default: those that every supported Kubernetes release has.</summary>
    public ClusterCapabilities Capabilities { get; init; } = ClusterCapabilities.Current;
}
