using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>Reads the field <c>exec</c> of a user, which names a program that obtains credentials.</summary>
internal static class KubeconfigPlugin
{
    private static readonly string[] Versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    internal static ExecPlugin Read(KubeconfigEntry exec, KubeconfigCluster cluster, KubeconfigRequest request)
    {
        var version = exec.Text("apiVersion");
        if (version is null || !Versions.Contains(version, StringComparer.Ordinal))
        {
            throw exec.Wrong("apiVersion", $"is '{version}'; write {string.Join(" or ", Versions)}");
        }

        if (exec.Text("interactiveMode") == "Always")
        {
            throw exec.Wrong("interactiveMode", "is Always, but nobody sits in front of a server; write Never or IfAvailable");
        }

        var command = exec.Text("command") ?? throw exec.Wrong("command", "is missing");
        return new ExecPlugin(
            exec.Place,
            version,
            command.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(command, exec.Folder) : command,
            [.. Items(exec, "args").Select(item => item is JsonValue value && value.GetValueKind() == JsonValueKind.String
                ? value.GetValue<string>()
                : throw exec.Wrong("args", "holds something that is not text; put it in quotes"))],
            [.. Items(exec, "env").Select(item => Variable(exec, item))],
            exec.Text("installHint"),
            Request(version, exec.Flag("provideClusterInfo") ? cluster : null, request));
    }

    private static KeyValuePair<string, string> Variable(KubeconfigEntry exec, JsonNode? item)
    {
        var entry = item is JsonObject fields ? new KubeconfigEntry(fields, $"{exec.Place}: env", exec.Folder) : throw exec.Wrong("env", "is not a list of name and value");
        return new(entry.Text("name") ?? throw entry.Wrong("name", "is missing"), entry.Text("value") ?? "");
    }

    private static JsonArray Items(KubeconfigEntry exec, string name) => exec.Fields[name] switch
    {
        null => [],
        JsonArray items => items,
        _ => throw exec.Wrong(name, "is not a list"),
    };

    private static string Request(string version, KubeconfigCluster? cluster, KubeconfigRequest request)
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (cluster is not null)
        {
            spec["cluster"] = new JsonObject
            {
                ["server"] = cluster.Entry.Text("server"),
                ["tls-server-name"] = cluster.Entry.Text("tls-server-name"),
                ["insecure-skip-tls-verify"] = request.AllowsUnverifiedServer && cluster.Entry.Flag("insecure-skip-tls-verify"),
                ["certificate-authority-data"] = cluster.Entry.Pem("certificate-authority") is { } pem
                    ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem))
                    : null,
            };
        }

        return new JsonObject { ["apiVersion"] = version, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }
}
