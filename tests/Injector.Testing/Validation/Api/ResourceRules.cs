using System.Numerics;
using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>
/// Requests and limits of a container or a pod, defaults filled in as the API server does before it validates (pkg/apis/core/v1/defaults.go;
/// validatePodResourceRequirements and validatePodResourceConsistency of pkg/apis/core/validation).
/// </summary>
internal static class ResourceRules
{
    private const string HugePages = "hugepages-";

    private static readonly string[] StandardContainerResources = ["cpu", "memory", "ephemeral-storage"];

    /// <summary>Holds the containers' amounts and the pod's against the rules.</summary>
    public static void Check(JsonObject spec, Findings findings)
    {
        foreach (var (path, container) in Containers(spec))
        {
            CheckRequirements(container.Map("resources"), $"{path}.resources", Requests(container), isPod: false, findings);
        }

        if (spec.Map("resources") is { } pod)
        {
            findings.Require(!pod.Has("claims"), "spec.resources.claims", "may not be set for a pod");
            var requests = PodRequests(spec, pod);
            CheckRequirements(pod, "spec.resources", requests, isPod: true, findings);
            CheckConsistency(spec, pod, requests, findings);
        }
    }

    /// <summary>What a container requests: a limit without a request is one.</summary>
    public static Dictionary<string, BigInteger> Requests(JsonObject container)
    {
        var requests = Amounts(container.Map("resources"), "requests");
        foreach (var (name, limit) in Amounts(container.Map("resources"), "limits"))
        {
            requests.TryAdd(name, limit);
        }

        return requests;
    }

    /// <summary>The amounts of a section, in billionths.</summary>
    public static Dictionary<string, BigInteger> Amounts(JsonObject? resources, string section)
    {
        var amounts = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        foreach (var (name, value) in resources.Map(section) ?? [])
        {
            if (value is JsonValue && ApiQuantity.TryParse(value.GetValueKind() is System.Text.Json.JsonValueKind.String ? (string)value! : value.ToJsonString(), out var amount))
            {
                amounts[name] = amount;
            }
        }

        return amounts;
    }

    /// <summary>What the containers of a pod request together: native sidecars beside the others, init containers one after another (KEP-753).</summary>
    public static Dictionary<string, BigInteger> Aggregate(JsonObject spec)
    {
        var running = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        var sidecars = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        var starting = new Dictionary<string, BigInteger>(StringComparer.Ordinal);
        foreach (var container in spec.Items("containers"))
        {
            AddTo(running, Requests(container));
        }

        foreach (var container in spec.Items("initContainers"))
        {
            var requests = Requests(container);
            if (container.Text("restartPolicy") == "Always")
            {
                AddTo(running, requests);
                AddTo(sidecars, requests);
                requests = sidecars;
            }
            else
            {
                AddTo(requests, sidecars);
            }

            RaiseTo(starting, requests);
        }

        RaiseTo(running, starting);
        return running;
    }

    private static IEnumerable<(string Path, JsonObject Container)> Containers(JsonObject spec) =>
        from list in (string[])["initContainers", "containers"]
        from item in spec.Items(list).Select((container, index) => ($"spec.{list}[{index}]", container))
        select item;

    private static void CheckRequirements(JsonObject? resources, string path, Dictionary<string, BigInteger> requests, bool isPod, Findings findings)
    {
        var limits = Amounts(resources, "limits");
        foreach (var section in (string[])["requests", "limits"])
        {
            foreach (var (name, value) in resources.Map(section) ?? [])
            {
                var at = $"{path}.{section}[{name}]";
                findings.Require(IsKnown(name, isPod), at, "is not a resource that can be named here");
                if (!Amounts(resources, section).TryGetValue(name, out var amount))
                {
                    findings.Add(at, $"{value?.ToJsonString()} is not a quantity");
                    continue;
                }

                findings.Require(amount >= 0, at, "must not be negative");
                findings.Require(!IsCounted(name) || amount % ApiQuantity.One == 0, at, "must be a whole number");
            }
        }

        foreach (var (name, request) in requests)
        {
            var at = $"{path}.requests[{name}]";
            if (!limits.TryGetValue(name, out var limit))
            {
                findings.Require(AllowsMore(name), at, "needs a limit, for no more of it can be promised than there is");
                continue;
            }

            findings.Require(AllowsMore(name) || request == limit, at, "must equal its limit");
            findings.Require(request <= limit, at, "must not be above its limit");
        }

        var named = requests.Keys.Concat(limits.Keys).ToHashSet(StringComparer.Ordinal);
        findings.Require(
            !named.Any(name => name.StartsWith(HugePages, StringComparison.Ordinal)) || named.Contains("cpu") || named.Contains("memory"),
            path, "huge pages need cpu or memory beside them");
    }

    private static void CheckConsistency(JsonObject spec, JsonObject pod, Dictionary<string, BigInteger> requests, Findings findings)
    {
        foreach (var (name, together) in Aggregate(spec))
        {
            // Releases differ in what they say of resources that a pod cannot name; those that can are all that is ours to keep in order.
            findings.Require(
                !IsOfPods(name) || together <= requests.GetValueOrDefault(name), $"spec.resources.requests[{name}]", "must not be below what the containers request together");
        }

        var limits = Amounts(pod, "limits");
        foreach (var (container, index) in spec.Items("containers").Select((container, index) => (container, index)))
        {
            foreach (var (name, limit) in Amounts(container.Map("resources"), "limits"))
            {
                findings.Require(!limits.TryGetValue(name, out var most) || limit <= most, $"spec.containers[{index}].resources.limits[{name}]", "must not be above the pod's limit");
            }
        }
    }

    // Only a pod that states some limit gets requests filled in: of what its containers request together, else of the limit.
    internal static Dictionary<string, BigInteger> PodRequests(JsonObject spec, JsonObject pod)
    {
        var requests = Amounts(pod, "requests");
        var limits = Amounts(pod, "limits");
        if (limits.Count > 0)
        {
            foreach (var (name, amount) in Aggregate(spec).Where(entry => IsOfPods(entry.Key)).Concat(limits))
            {
                requests.TryAdd(name, amount);
            }
        }

        return requests;
    }

    private static bool IsKnown(string name, bool isPod) =>
        isPod ? IsOfPods(name) : StandardContainerResources.Contains(name) || name.StartsWith(HugePages, StringComparison.Ordinal) || IsExtended(name);

    private static bool IsOfPods(string name) => name is "cpu" or "memory" || name.StartsWith(HugePages, StringComparison.Ordinal);

    private static bool IsExtended(string name) => name.Contains('/', StringComparison.Ordinal) && Names.IsQualified(name) && !name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static bool IsCounted(string name) => IsExtended(name);

    private static bool AllowsMore(string name) => !IsExtended(name) && !name.StartsWith(HugePages, StringComparison.Ordinal);

    private static void AddTo(Dictionary<string, BigInteger> sum, Dictionary<string, BigInteger> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            sum[name] = sum.GetValueOrDefault(name) + amount;
        }
    }

    private static void RaiseTo(Dictionary<string, BigInteger> most, Dictionary<string, BigInteger> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            most[name] = BigInteger.Max(most.GetValueOrDefault(name), amount);
        }
    }
}
