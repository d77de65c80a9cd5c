using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Validation;

/// <summary>Fields of random pods that came after Kubernetes 1.20, the oldest server of the tests, each with the release that has it without a gate.</summary>
internal static class NewerFields
{
    /// <summary>Whether a server knows all fields of a pod.</summary>
    public static bool AreKnown(JsonNode pod, Version server)
    {
        var spec = pod["spec"]!;
        var containers = Items(spec["initContainers"]).Concat(Items(spec["containers"])).ToArray();
        (bool IsUsed, Version Since)[] fields =
        [
            (spec["resources"] is not null, new Version(1, 34)),
            (spec["os"] is not null, new Version(1, 24)),
            (containers.Any(container => container["restartPolicy"] is not null), new Version(1, 29)),
            (containers.Any(container => container["lifecycle"]?["preStop"]?["sleep"] is not null), new Version(1, 30)),
            (containers.Any(container => Probes(container).Any(probe => probe?["grpc"] is not null)), new Version(1, 24)),
            (Items(spec["volumes"]).Any(volume => volume["image"] is not null), new Version(1, 33)),
            (Items(spec["volumes"]).Any(volume => volume["ephemeral"] is not null), new Version(1, 23)),
        ];
        return fields.All(field => !field.IsUsed || server >= field.Since);
    }

    private static IEnumerable<JsonNode?> Probes(JsonObject container) => [container["livenessProbe"], container["readinessProbe"], container["startupProbe"]];

    private static IEnumerable<JsonObject> Items(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();
}
