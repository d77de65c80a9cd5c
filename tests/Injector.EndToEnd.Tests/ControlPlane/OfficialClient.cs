using Injector.Testing.ControlPlane;
using k8s;

namespace Injector.EndToEnd.Tests.ControlPlane;

/// <summary>
/// The official client with typed objects, connected as kubectl is: where a test sets up or reads what the models know, and reads better for it. Where
/// fields count that no model knows, or a refusal, <see cref="ApiClient"/> gives what the server said.
/// </summary>
internal static class OfficialClient
{
    /// <summary>Connects with an administrator's rights; the caller disposes it.</summary>
    internal static IKubernetes Connect(LocalControlPlane controlPlane) =>
        new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(controlPlane.KubeconfigPath));
}
