using Injector.Testing.ControlPlane;
using k8s;
using k8s.Models;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>An account with the rights that the page on certificates (certs/README.md) lists for certificates of our own, and those to watch namespaces and profiles.</summary>
internal sealed class LeastRights(LocalControlPlane controlPlane, Installation installation) : IDisposable
{
    private readonly string _kubeconfig = Path.GetTempFileName();

    /// <summary>Makes the account.</summary>
    /// <returns>A kubeconfig with a token of it.</returns>
    internal async Task<string> CreateAsync()
    {
        var (name, @namespace) = (installation.Name, installation.Namespace);
        var official = installation.Official;
        var metadata = new V1ObjectMeta { Name = name };
        await official.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = metadata }, @namespace);
        await official.RbacAuthorizationV1.CreateNamespacedRoleAsync(
            new V1Role
            {
                Metadata = metadata,
                Rules =
                [
                    Rule("", "secrets", ["create"]), Rule("", "secrets", ["get", "update"], name),
                    Rule("coordination.k8s.io", "leases", ["create"]), Rule("coordination.k8s.io", "leases", ["get", "update"], name),
                ],
            },
            @namespace);
        await official.RbacAuthorizationV1.CreateClusterRoleAsync(new V1ClusterRole
        {
            Metadata = metadata,
            Rules =
            [
                Rule("", "namespaces", ["list", "watch"]),
                Rule("injector.io", "sidecarprofiles", ["list", "watch"]), Rule("injector.io", "sidecarprofiles/status", ["patch"]),
                Rule("admissionregistration.k8s.io", "mutatingwebhookconfigurations", ["get", "list", "watch", "patch"], name),
                Rule("admissionregistration.k8s.io", "validatingwebhookconfigurations", ["get", "list", "watch", "patch"], name),
            ],
        });
        await official.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(
            new V1RoleBinding { Metadata = metadata, Subjects = Account, RoleRef = Role("Role") }, @namespace);
        await official.RbacAuthorizationV1.CreateClusterRoleBindingAsync(
            new V1ClusterRoleBinding { Metadata = metadata, Subjects = Account, RoleRef = Role("ClusterRole") });
        var token = await official.CoreV1.CreateNamespacedServiceAccountTokenAsync(
            new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [] } }, name, @namespace);
        await File.WriteAllTextAsync(_kubeconfig, Kubeconfig(token.Status.Token));
        return _kubeconfig;
    }

    public void Dispose() => File.Delete(_kubeconfig);

    private Rbacv1Subject[] Account =>
        [new() { Kind = "ServiceAccount", Name = installation.Name, NamespaceProperty = installation.Namespace }];

    private V1RoleRef Role(string kind) => new() { ApiGroup = V1Role.KubeGroup, Kind = kind, Name = installation.Name };

    private static V1PolicyRule Rule(string group, string resource, string[] verbs, string? name = null) =>
        new() { ApiGroups = [group], Resources = [resource], Verbs = verbs, ResourceNames = name is null ? null : [name] };

    private string Kubeconfig(string token) => $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        contexts:
        - name: test
          context:
            cluster: test
            user: injector
        clusters:
        - name: test
          cluster:
            server: {{controlPlane.Address.GetLeftPart(UriPartial.Authority)}}
            certificate-authority: {{controlPlane.CertificateAuthorityPath}}
        users:
        - name: injector
          user:
            token: {{token}}

        """;
}
