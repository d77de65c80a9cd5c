using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>Variables of a container.</summary>
internal static class EnvRules
{
    private static readonly string[] Sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

    private static readonly string[] PodFields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] Resources = ["limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage"];

    public static void Check(JsonObject container, string path, Findings findings)
    {
        foreach (var (variable, index) in container.Items("env").Select((variable, index) => (variable, index)))
        {
            var at = $"{path}.env[{index}]";
            findings.Require(Names.IsVariable(variable.Text("name")), $"{at}.name", $"'{variable.Text("name")}' is not a name of a variable");
            if (variable.Map("valueFrom") is { } source)
            {
                findings.Require(variable.Text("value").Length == 0, $"{at}.valueFrom", "excludes a value");
                CheckSource(source, $"{at}.valueFrom", findings);
            }
        }

        foreach (var (source, index) in container.Items("envFrom").Select((source, index) => (source, index)))
        {
            var at = $"{path}.envFrom[{index}]";
            findings.Require(source.Has("configMapRef") != source.Has("secretRef"), at, "has either a configMapRef or a secretRef");
            findings.Require(Names.IsVariable(source.Text("prefix") + "x"), $"{at}.prefix", "is no beginning of a name");
        }
    }

    private static void CheckSource(JsonObject source, string at, Findings findings)
    {
        findings.Require(source.Count(member => member.Value is not null && Sources.Contains(member.Key)) == 1, at, "has exactly one source");
        findings.Require(
            source.Map("fieldRef") is null || VolumeRules.IsFieldOf(source.Map("fieldRef"), PodFields), $"{at}.fieldRef", "is not a field that a variable can hold");
        if (source.Map("resourceFieldRef") is { } resource)
        {
            var named = resource.Text("resource");
            findings.Require(
                Resources.Contains(named) || named.StartsWith("limits.hugepages-", StringComparison.Ordinal) || named.StartsWith("requests.hugepages-", StringComparison.Ordinal),
                $"{at}.resourceFieldRef.resource", $"'{named}' is not an amount");
        }

        foreach (var kind in (string[])["configMapKeyRef", "secretKeyRef"])
        {
            if (source.Map(kind) is { } reference)
            {
                findings.Require(Names.IsSubdomain(reference.Text("name")), $"{at}.{kind}.name", "is not a name of an object");
                findings.Require(Names.IsConfigKey(reference.Text("key")), $"{at}.{kind}.key", "is not a key");
            }
        }
    }
}
