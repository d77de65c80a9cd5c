using System.Text;
using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Check;

/// <summary>The objects of an installation, as small as the checks allow.</summary>
internal static class CheckedObjects
{
    internal const string OwnNamespace = "injector-system";
    internal const string ServerName = "injector.injector-system.svc";

    /// <summary>A Service that leads to a server on this machine: there is no network of pods here.</summary>
    internal static JsonObject Service(int port) => JsonNode.Parse($$$$$$"""
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "injector"},
        "spec": {"type": "ExternalName", "externalName": "localhost", "ports": [{"port": {{{{{{port}}}}}}}]}}
        """)!.AsObject();

    internal static JsonObject Secret(string certificatePem) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = "injector-certificates" },
        ["data"] = new JsonObject { ["tls.crt"] = Base64(certificatePem) },
    };

    internal static JsonObject Deployment => JsonNode.Parse("""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "injector"},
        "spec": {"replicas": 2, "selector": {"matchLabels": {"app.kubernetes.io/name": "injector"}},
        "template": {"metadata": {"labels": {"app.kubernetes.io/name": "injector"}}, "spec": {"containers": [{"name": "injector", "image": "injector:0.2.0-dev"}],
        "volumes": [{"name": "configuration", "configMap": {"name": "injector"}}, {"name": "profiles", "configMap": {"name": "injector-profiles"}}]}}}}
        """)!.AsObject();

    /// <summary>What the Deployment mounts: the configuration that the webhook of these tests has, and profiles of the installation.</summary>
    internal static IEnumerable<string> ConfigMaps =>
    [
        """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "injector"}, "data": {"config.yaml": "defaultPodSecurity: privileged\n"}}""",
        """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "injector-profiles"}, "data": {}}""",
    ];

    internal static JsonObject DeploymentStatus => JsonNode.Parse("""{"status": {"replicas": 2, "readyReplicas": 2}}""")!.AsObject();

    internal static JsonObject DisruptionBudget(string version) => JsonNode.Parse($$$$$$"""
        {"apiVersion": "policy/{{{{{{version}}}}}}", "kind": "PodDisruptionBudget", "metadata": {"name": "injector"},
        "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app.kubernetes.io/name": "injector"}}}}
        """)!.AsObject();

    internal static JsonObject Configuration(int port, string authorityPem) => new()
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = "MutatingWebhookConfiguration",
        ["metadata"] = new JsonObject { ["name"] = "injector" },
        ["webhooks"] = new JsonArray(
            Entry("pods.injector.io", "Ignore", """{"key": "injector.io/injection", "operator": "NotIn", "values": ["disabled", "required"]}""", port, authorityPem),
            Entry("required.injector.io", "Fail", """{"key": "injector.io/injection", "operator": "In", "values": ["required"]}""", port, authorityPem)),
    };

    internal static JsonObject ValidatingConfiguration(int port, string authorityPem)
    {
        var entry = Entry("profiles.injector.io", "Ignore", """{"key": "injector.io/injection", "operator": "NotIn", "values": ["disabled"]}""", port, authorityPem);
        entry["clientConfig"]!["service"]!["path"] = "/validate";
        entry["rules"] = JsonNode.Parse("""[{"operations": ["CREATE"], "apiGroups": ["injector.io"], "apiVersions": ["v1alpha1"], "resources": ["sidecarprofiles"]}]""");
        entry.Remove("reinvocationPolicy");
        return new JsonObject
        {
            ["apiVersion"] = "admissionregistration.k8s.io/v1",
            ["kind"] = "ValidatingWebhookConfiguration",
            ["metadata"] = new JsonObject { ["name"] = "injector" },
            ["webhooks"] = new JsonArray(entry),
        };
    }

    internal static JsonObject Pod(string name) => JsonNode.Parse($$$$$$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{{{{{name}}}}}}", "annotations": {"injector.io/inject": "log-tail"}},
        "spec": {"containers": [{"name": "web", "image": "example.test/web"}]}}
        """)!.AsObject();

    internal static JsonObject RequestingDeployment(string name) => JsonNode.Parse($$$$$$"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "{{{{{{name}}}}}}", "annotations": {"injector.io/inject": "logging"}},
        "spec": {"selector": {"matchLabels": {"app": "web"}},
        "template": {"metadata": {"labels": {"app": "web"}, "annotations": {"injector.io/injct": "logging"}},
        "spec": {"containers": [{"name": "web", "image": "example.test/web"}]}}}}
        """)!.AsObject();

    internal static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonObject Entry(string name, string failurePolicy, string expression, int port, string authorityPem) => new()
    {
        ["name"] = name,
        ["clientConfig"] = new JsonObject
        {
            ["service"] = new JsonObject { ["namespace"] = OwnNamespace, ["name"] = "injector", ["path"] = "/mutate", ["port"] = port },
            ["caBundle"] = Base64(authorityPem),
        },
        ["rules"] = JsonNode.Parse("""[{"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "scope": "Namespaced"}]"""),
        ["namespaceSelector"] = new JsonObject { ["matchExpressions"] = new JsonArray(JsonNode.Parse(expression)) },
        ["sideEffects"] = "None",
        ["timeoutSeconds"] = 5,
        ["reinvocationPolicy"] = "IfNeeded",
        ["failurePolicy"] = failurePolicy,
        ["admissionReviewVersions"] = new JsonArray("v1"),
    };
}
