using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts.Nodes;

/// <summary>A kubeconfig for a service account.</summary>
internal static class AccountKubeconfig
{
    /// <summary>Writes one with a token for an hour.</summary>
    internal static async Task WriteAsync(LocalControlPlane controlPlane, string @namespace, string account, string path)
    {
        var request = await controlPlane.Client.CreateAsync(
            $"/api/v1/namespaces/{@namespace}/serviceaccounts/{account}/token",
            """{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"audiences": [], "expirationSeconds": 3600}}""").EnsureAsync();
        var text = await File.ReadAllTextAsync(controlPlane.KubeconfigPath);
        await File.WriteAllTextAsync(path, text.Replace(controlPlane.Token, request["status"]!["token"]!.ToString(), StringComparison.Ordinal));
    }
}
