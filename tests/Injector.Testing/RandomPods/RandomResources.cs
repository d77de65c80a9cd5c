using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Injector.Testing.Validation.Api;

namespace Injector.Testing.RandomPods;

/// <summary>Requests and limits, stated, equal, apart and absent.</summary>
internal static class RandomResources
{
    private static readonly string[] Mixes =
    [
        "{}", """{"requests":{"cpu":"100m"}}""", """{"requests":{"cpu":0.5,"memory":"64Mi"}}""", """{"limits":{"cpu":"1","memory":"1Gi"}}""", """{"limits":{"memory":"256Mi"}}""",
        """{"requests":{"cpu":"2","memory":"1Gi"},"limits":{"cpu":"2","memory":"1Gi"}}""", """{"requests":{"memory":"1e8"},"limits":{"memory":"1G"}}""", """{"limits":{"cpu":1,"memory":"64Mi","hugepages-2Mi":"4Mi"}}""",
        """{"requests":null,"limits":{"cpu":"250m"}}""", """{"requests":{"cpu":"10m","memory":"32Mi"},"limits":{"cpu":"500m"}}""",
    ];

    public static JsonNode? OfContainer(Dice dice) => JsonNode.Parse(dice.Pick(
        [.. Mixes, """{"requests":{"ephemeral-storage":"1Gi"}}""", """{"limits":{"example.com/gpu":1}}"""]));

    /// <summary>Amounts of the pod that its containers fit into, in most of the mixes that the fields allow.</summary>
    public static JsonObject OfPod(Dice dice, JsonObject spec)
    {
        var together = ResourceRules.Aggregate(spec);
        var (requests, limits) = (new JsonObject(), new JsonObject());
        foreach (var name in (string[])["cpu", "memory", "hugepages-2Mi"])
        {
            var request = (together.GetValueOrDefault(name) / ApiQuantity.One) + 1;
            if (name.StartsWith("hugepages", StringComparison.Ordinal))
            {
                if (together.TryGetValue(name, out var pages))
                {
                    requests[name] = Text(pages / ApiQuantity.One);
                    limits[name] = Text(pages / ApiQuantity.One);
                }

                continue;
            }

            var most = spec.Items("containers").Select(container => ResourceRules.Amounts(container.Map("resources"), "limits").GetValueOrDefault(name)).Append(0).Max() / ApiQuantity.One;
            request *= dice.Pick(1, 1, 2, 10);
            var limit = BigInteger.Max(request, most) * dice.Pick(1, 1, 1, 4);
            var kind = dice.Between(0, 4);
            if (kind is 1 or 3 or 4)
            {
                requests[name] = Text(kind == 4 ? limit : request);
            }

            if (kind is 2 or 3 or 4)
            {
                limits[name] = Text(limit);
            }
        }

        var resources = new JsonObject();
        Set(dice, resources, "requests", requests);
        Set(dice, resources, "limits", limits);
        return resources;
    }

    private static void Set(Dice dice, JsonObject resources, string section, JsonObject amounts)
    {
        if (amounts.Count > 0 || dice.OneIn(4))
        {
            resources[section] = amounts;
        }
        else if (dice.OneIn(4))
        {
            resources[section] = null;
        }
    }

    private static string Text(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);
}
