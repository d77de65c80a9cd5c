using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>An account with the rights that the page on certificates (certs/README.md) lists for certificates of our own, and those to watch namespaces and profiles.</summary>
internal sealed class LeastRights(LocalControlPlane controlPlane, Installation installation) : IDisposable
{
    private readonly string _kubeconfig = Path.GetTempFileName();

    /// <summary>Makes the account.</summary>
    /// <returns>A kubeconfig with a token of it.</returns>
    internal async Task<string> CreateAsync()
    {
        var (name, core, rbac) = (installation.Name, $"/api/v1/namespaces/{installation.Namespace}", "/apis/rbac.authorization.k8s.io/v1");
        var client = controlPlane.Client;
        await client.CreateAsync($"{core}/serviceaccounts", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ServiceAccount",
            ["metadata"] = new JsonObject { ["name"] = name },
        }).EnsureAsync();
        await client.CreateAsync($"{rbac}/namespaces/{installation.Namespace}/roles", Rules("Role", name,
            Rule("", "secrets", ["create"]), Rule("", "secrets", ["get", "update"], name),
            Rule("coordination.k8s.io", "leases", ["create"]), Rule("coordination.k8s.io", "leases", ["get", "update"], name))).EnsureAsync();
        await client.CreateAsync($"{rbac}/clusterroles", Rules("ClusterRole", name,
            Rule("", "namespaces", ["list", "watch"]),
            Rule("injector.io", "sidecarprofiles", ["list", "watch"]), Rule("injector.io", "sidecarprofiles/status", ["patch"]),
            Rule("admissionregistration.k8s.io", "mutatingwebhookconfigurations", ["get", "patch"], name),
            Rule("admissionregistration.k8s.io", "validatingwebhookconfigurations", ["get", "patch"], name))).EnsureAsync();
        await client.CreateAsync($"{rbac}/namespaces/{installation.Namespace}/rolebindings", Binding("RoleBinding", "Role")).EnsureAsync();
        await client.CreateAsync($"{rbac}/clusterrolebindings", Binding("ClusterRoleBinding", "ClusterRole")).EnsureAsync();
        var token = await client.CreateAsync(
            $"{core}/serviceaccounts/{name}/token", """{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}""").EnsureAsync();
        await File.WriteAllTextAsync(_kubeconfig, Kubeconfig(token["status"]!["token"]!.ToString()));
        return _kubeconfig;
    }

    public void Dispose() => File.Delete(_kubeconfig);

    private static JsonObject Rules(string kind, string name, params JsonNode[] rules) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        ["rules"] = new JsonArray(rules),
    };

    private static JsonObject Rule(string group, string resource, string[] verbs, string? name = null)
    {
        static JsonArray List(params IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
        var rule = new JsonObject { ["apiGroups"] = List(group), ["resources"] = List(resource), ["verbs"] = List(verbs) };
        if (name is not null)
        {
            rule["resourceNames"] = List(name);
        }

        return rule;
    }

    private JsonObject Binding(string kind, string role) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = installation.Name },
        ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = installation.Name, ["namespace"] = installation.Namespace }),
        ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = role, ["name"] = installation.Name },
    };

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
