using System.Text.Json.Nodes;

namespace Injector.Testing.Validation;

/// <summary>
/// The rules of pod validation that additions could break (Kubernetes pkg/apis/core/validation), for what a test server is too old to judge.
/// </summary>
public static class PodRules
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];

    /// <summary>What validation would say; empty for a valid pod.</summary>
    public static IReadOnlyList<string> Problems(JsonNode pod)
    {
        var spec = pod["spec"]!;
        var problems = new List<string>();
        var volumes = Names(spec["volumes"]);
        Duplicates("volume", volumes, problems);
        Duplicates("container", Items(spec["initContainers"]).Concat(Items(spec["containers"])).Select(Name), problems);
        foreach (var volume in Items(spec["volumes"]))
        {
            Require(volume.Count == 2, $"volume {Name(volume)} must have exactly one source", problems);
        }

        foreach (var container in Items(spec["containers"]))
        {
            Container(container, volumes, problems);
            Require(container["restartPolicy"] is null, $"regular container {Name(container)} has a restartPolicy", problems);
        }

        foreach (var container in Items(spec["initContainers"]))
        {
            Container(container, volumes, problems);
            var isSidecar = (string?)container["restartPolicy"] == "Always";
            Require(isSidecar || !Probes.Any(container.ContainsKey), $"init container {Name(container)} may have neither probes nor lifecycle", problems);
        }

        Ports(spec, problems);
        return problems;
    }

    private static void Container(JsonObject container, IReadOnlyCollection<string> volumes, List<string> problems)
    {
        var name = Name(container);
        Require(name.Length is > 0 and <= 63, $"container name '{name}' is not a label", problems);
        Require((string?)container["image"] is { Length: > 0 } and not "auto", $"container {name} has no image", problems);
        Duplicates($"mountPath in {name}", Items(container["volumeMounts"]).Select(mount => (string)mount["mountPath"]!), problems);
        Duplicates($"port name in {name}", Items(container["ports"]).Select(port => (string?)port["name"]).OfType<string>(), problems);
        foreach (var mount in Items(container["volumeMounts"]))
        {
            var volume = (string)mount["name"]!;
            Require(volumes.Contains(volume), $"container {name} mounts volume {volume}, which does not exist", problems);
            var subPath = (string?)mount["subPath"] ?? "";
            Require(!subPath.StartsWith('/') && !subPath.Split('/').Contains(".."), $"container {name} has the bad subPath {subPath}", problems);
        }
    }

    // Not validation but the kernel: two processes of one pod cannot listen on one port.
    private static void Ports(JsonNode spec, List<string> problems)
    {
        var running = Items(spec["containers"])
            .Concat(Items(spec["initContainers"]).Where(container => (string?)container["restartPolicy"] == "Always"));
        Duplicates("port", running.SelectMany(container => Items(container["ports"]).Select(port => $"{port["containerPort"]}/{port["protocol"] ?? "TCP"}")), problems);
    }

    private static IEnumerable<JsonObject> Items(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static List<string> Names(JsonNode? node) => [.. Items(node).Select(Name)];

    private static string Name(JsonObject item) => (string?)item["name"] ?? "";

    private static void Duplicates(string what, IEnumerable<string> values, List<string> problems) =>
        problems.AddRange(values.GroupBy(value => value, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"duplicate {what} {group.Key}"));

    private static void Require(bool condition, string problem, List<string> problems)
    {
        if (!condition)
        {
            problems.Add(problem);
        }
    }
}
