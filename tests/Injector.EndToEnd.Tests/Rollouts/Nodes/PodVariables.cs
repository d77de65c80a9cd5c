using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Injector.EndToEnd.Tests.Rollouts.Nodes;

/// <summary>The variables of a pod's first container, in its arguments: <c>$(NAME)</c>.</summary>
internal static partial class PodVariables
{
    internal static string Expand(string argument, JsonObject pod) => Reference().Replace(argument, match => Find(match.Groups[1].Value, pod) ?? match.Value);

    private static string? Find(string name, JsonObject pod)
    {
        var variable = (pod["spec"]!["containers"]![0]!["env"] as JsonArray ?? []).FirstOrDefault(one => (string)one!["name"]! == name);
        return (string?)variable?["value"] ?? (string?)variable?["valueFrom"]?["fieldRef"]?["fieldPath"] switch
        {
            "metadata.namespace" => (string)pod["metadata"]!["namespace"]!,
            "metadata.name" => (string)pod["metadata"]!["name"]!,
            _ => null,
        };
    }

    [GeneratedRegex(@"\$\(([A-Z_]+)\)")]
    private static partial Regex Reference();
}
