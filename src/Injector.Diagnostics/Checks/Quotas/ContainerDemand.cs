using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>What one container requests and is limited to, in cores, bytes or pieces, with what the API server fills in.</summary>
/// <param name="Name">Name of the container.</param>
/// <param name="IsInit">Whether it is one of the init containers.</param>
/// <param name="IsSidecar">Whether it is an init container that runs on beside the others (KEP-753).</param>
/// <param name="Requests">By the name of the resource.</param>
/// <param name="Limits">By the name of the resource.</param>
internal sealed record ContainerDemand(string Name, bool IsInit, bool IsSidecar, IReadOnlyDictionary<string, decimal> Requests, IReadOnlyDictionary<string, decimal> Limits)
{
    /// <summary>Reads a container. LimitRanges fill in first, then what is limited and not requested is requested in full.</summary>
    public static ContainerDemand Read(JsonObject container, bool isInit, IReadOnlyList<ResourceRange> ranges)
    {
        var limits = new Dictionary<string, decimal>(ResourceAmounts.Read(container, "resources", "limits"), StringComparer.Ordinal);
        var requests = new Dictionary<string, decimal>(ResourceAmounts.Read(container, "resources", "requests"), StringComparer.Ordinal);
        Complete(requests, limits);
        foreach (var range in ranges.Where(range => range.Type == "Container"))
        {
            Complete(limits, range.DefaultLimits);
            Complete(requests, range.DefaultRequests);
        }

        Complete(requests, limits);
        return new ContainerDemand(container.TextAt("name"), isInit, isInit && container.TextAt("restartPolicy") == "Always", requests, limits);
    }

    private static void Complete(Dictionary<string, decimal> amounts, IReadOnlyDictionary<string, decimal> defaults)
    {
        foreach (var (name, amount) in defaults)
        {
            amounts.TryAdd(name, amount);
        }
    }
}
