using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>
/// What a pod requests and is limited to, as quotas and LimitRanges count it: containers that run beside each other add up, init containers run one
/// after another, pod-level amounts stand for both, and the overhead of the runtime comes on top (PodRequests and PodLimits of
/// k8s.io/component-helpers/resource).
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

    /// <summary>Whether the pod states resources of its own (KEP-2837).</summary>
    public bool IsPodLevel { get; }

    /// <summary>By the name of the resource.</summary>
    public IReadOnlyDictionary<string, decimal> Requests { get; }

    /// <summary>By the name of the resource.</summary>
    public IReadOnlyDictionary<string, decimal> Limits { get; }

    /// <summary>Reads a pod or a pod template.</summary>
    /// <param name="pod">It.</param>
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
