using System.Text;
using System.Text.Json.Nodes;

namespace Injector.Core.Tests.Properties;

/// <summary>
/// What a container's process sees, as the kubelet makes it (pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables): envFrom first, then the entries in
/// order, <c>$(NAME)</c> from what stands before, the last of a name counting. What a source holds reads as the source.
/// </summary>
internal static class KubeletEnvironment
{
    public static Dictionary<string, string> Of(JsonNode container, IReadOnlyDictionary<string, string> envFrom)
    {
        var environment = container["envFrom"] is JsonArray { Count: > 0 } ? new Dictionary<string, string>(envFrom, StringComparer.Ordinal) : [];
        foreach (var entry in container["env"] as JsonArray ?? [])
        {
            var value = (string?)entry!["value"] ?? "";
            environment[(string)entry["name"]!] = value.Length > 0 ? Expand(value, environment) : entry["valueFrom"]?.ToJsonString() ?? "";
        }

        return environment;
    }

    /// <summary>A value with what it refers to in place; a reference to what is not there stays as it is written.</summary>
    public static string Expand(string value, Dictionary<string, string> environment)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            var end = value.IndexOf(')', i);
            if (value.AsSpan(i).StartsWith("$$"))
            {
                text.Append('$');
                i++;
            }
            else if (value.AsSpan(i).StartsWith("$(") && end > 0)
            {
                text.Append(environment.GetValueOrDefault(value[(i + 2)..end], value[i..(end + 1)]));
                i = end;
            }
            else
            {
                text.Append(value[i]);
            }
        }

        return text.ToString();
    }
}
