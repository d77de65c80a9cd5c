using System.Text.Json.Nodes;
using Injector.Core.Plans;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>The parts of the application's container that a profile's container may copy.</summary>
/// <param name="Container">JSON of the container.</param>
/// <param name="PodSecurityContext">JSON of the pod's security context; empty when there is none.</param>
internal sealed record CopiedApplication(ReadOnlyMemory<byte> Container, ReadOnlyMemory<byte> PodSecurityContext)
{
    /// <summary>The container including its additions, in the places where the patch puts them.</summary>
    public CopiedApplication With(ContainerAdditions additions)
    {
        if (!ReceivedJson.TryReadTree(Container.Span, out var container))
        {
            return this;
        }

        foreach (var variable in additions.Appended)
        {
            if (container["env"]?[variable.Index] is JsonObject entry)
            {
                entry.Remove("valueFrom");
                entry["value"] = variable.After;
            }
        }

        Set(container, "env", additions.Env.Select(Parse), Items(container, "env"));
        Set(container, "volumeMounts", Items(container, "volumeMounts"), additions.Mounts.Select(Parse));
        return this with { Container = RelaxedJson.Bytes(container) };
    }

    private static void Set(JsonObject container, string field, IEnumerable<JsonNode?> first, IEnumerable<JsonNode?> second)
    {
        JsonArray all = [.. first.Concat(second).Select(item => item?.DeepClone())];
        if (all.Count > 0)
        {
            container[field] = all;
        }
    }

    private static IEnumerable<JsonNode?> Items(JsonObject container, string field) => container[field] as JsonArray ?? [];

    private static JsonNode? Parse(PlannedItem item) => JsonNode.Parse(item.Json.Span);
}
