using System.Collections.Immutable;

namespace Injector.Testing.ControlPlane;

/// <summary>What a test asks of the control plane that it starts.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>The programs to start. Default: what <see cref="ControlPlaneAssets.Find"/> finds.</summary>
    public ControlPlaneAssets? Assets { get; init; }

    /// <summary>
    /// Whether kube-controller-manager starts too, so that Deployments, StatefulSets and Jobs make pods and namespaces
    /// get their default service account. Default: yes. Without it the API server runs with ServiceAccount admission
    /// disabled, for otherwise it refuses every pod.
    /// </summary>
    public bool ControllerManager { get; init; } = true;

    /// <summary>Further flags of kube-apiserver, such as <c>--feature-gates=...</c>. Default: none.</summary>
    public ImmutableArray<string> ApiServerFlags { get; init; } = [];

    /// <summary>How long each of the servers may take until it answers. Default: 120 s; it takes about 5 s for all on an idle machine.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Where ports come from; a test of the start itself gives ports that are taken.</summary>
    internal Func<ControlPlanePorts> ChoosePorts { get; init; } = ControlPlanePorts.Choose;
}
