using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>
/// The requests and limits of a pod as quotas and LimitRanges count them: containers that run concurrently add up, init containers run one after another,
/// pod-level amounts replace both, and the overhead of the runtime is added (PodRequests and PodLimits of k8s.io/component-helpers/resource).
/// </summary>
internal sealed class PodDemand
{
    private PodDemand(JsonObject pod, IReadOnlyList<ContainerDemand> containers)
    {
        Containers = containers;
        IsPodLevel = pod.At("spec", "resources") is JsonObject { Count: > 0 };
        Requests = Total(pod, "requests", static container => container.Requests);
        Limits = Total(pod, "limits", static container => container.Limits);
    }

    /// <summary>Init containers first.</summary>
    public IReadOnlyList<ContainerDemand> Containers { get; }

    /// <summary>Whether the pod states pod-level resources (KEP-2837).</summary>
    public bool IsPodLevel { get; }

    /// <summary>By the name of the resource.</summary>
    public IReadOnlyDictionary<string, decimal> Requests { get; }

    /// <summary>By the name of the resource.</summary>
    public IReadOnlyDictionary<string, decimal> Limits { get; }

    /// <summary>Reads a pod or a pod template.</summary>
    /// <param name="pod">The pod or template.</param>
    /// <param name="ranges">The LimitRanges of its namespace.</param>
    public static PodDemand Of(JsonObject pod, IReadOnlyList<ResourceRange> ranges) => new(
        pod,
        [
            .. pod.ObjectsAt("spec", "initContainers").Select(container => ContainerDemand.Read(container, true, ranges)),
            .. pod.ObjectsAt("spec", "containers").Select(container => ContainerDemand.Read(container, false, ranges)),
        ]);

    private Dictionary<string, decimal> Total(JsonObject pod, string section, Func<ContainerDemand, IReadOnlyDictionary<string, decimal>> amounts)
    {
        var (running, starting, sidecars) = (New(), New(), New());
        foreach (var container in Containers)
        {
            foreach (var (name, amount) in amounts(container))
            {
                if (!container.IsInit || container.IsSidecar)
                {
                    running[name] = running.GetValueOrDefault(name) + amount;
                }

                if (container.IsInit)
                {
                    var beside = sidecars.GetValueOrDefault(name);
                    starting[name] = Math.Max(starting.GetValueOrDefault(name), beside + amount);
                    sidecars[name] = container.IsSidecar ? beside + amount : beside;
                }
            }
        }

        foreach (var (name, amount) in starting)
        {
            running[name] = Math.Max(running.GetValueOrDefault(name), amount);
        }

        foreach (var (name, amount) in ResourceAmounts.Read(pod, "spec", "resources", section))
        {
            running[name] = amount;
        }

        foreach (var (name, amount) in ResourceAmounts.Read(pod, "spec", "overhead").Where(one => section == "requests" || running.ContainsKey(one.Key)))
        {
            running[name] = running.GetValueOrDefault(name) + amount;
        }

        return running;
    }

    private static Dictionary<string, decimal> New() => new(StringComparer.Ordinal);
}

/// <summary>The requests and limits of one container, in cores, bytes or units, including what the API server fills in.</summary>
/// <param name="Name">Name of the container.</param>
/// <param name="IsInit">Whether it is one of the init containers.</param>
/// <param name="IsSidecar">Whether it is an init container that keeps running next to the others (KEP-753).</param>
/// <param name="Requests">By the name of the resource.</param>
/// <param name="Limits">By the name of the resource.</param>
internal sealed record ContainerDemand(string Name, bool IsInit, bool IsSidecar, IReadOnlyDictionary<string, decimal> Requests, IReadOnlyDictionary<string, decimal> Limits)
{
    /// <summary>Reads a container. LimitRange defaults apply first, then missing requests are set to the limits.</summary>
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
