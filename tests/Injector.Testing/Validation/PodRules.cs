using System.Text.Json.Nodes;
using Injector.Testing.Validation.Api;

namespace Injector.Testing.Validation;

/// <summary>
/// What injected pods must keep to: the API server's rules as <see cref="PodOracle"/> has them, and what no server checks but the pod runs into.
/// </summary>
public static class PodRules
{
    /// <summary>What is wrong with a pod; empty for one that is accepted and can run.</summary>
    public static IReadOnlyList<string> Problems(JsonNode pod)
    {
        var problems = new List<string>(PodOracle.Problems(pod));
        var spec = pod["spec"]!;
        var containers = Items(spec["initContainers"]).Concat(Items(spec["containers"])).ToArray();
        problems.AddRange(containers.Where(container => (string?)container["image"] == "auto").Select(container => $"container {container["name"]} is left without an image"));
        Ports(spec, problems);
        return problems;
    }

    // Not validation but the kernel: two processes of one pod cannot listen on one port.
    private static void Ports(JsonNode spec, List<string> problems)
    {
        var running = Items(spec["containers"])
            .Concat(Items(spec["initContainers"]).Where(container => (string?)container["restartPolicy"] == "Always"));
        var ports = running.SelectMany(container => Items(container["ports"]).Select(port => $"{port["containerPort"]}/{port["protocol"] ?? "TCP"}"));
        problems.AddRange(ports.GroupBy(port => port, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"duplicate port {group.Key}"));
    }

    private static IEnumerable<JsonObject> Items(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();
}
