using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>Which pods a ResourceQuota counts, and what of them (pkg/quota/v1/evaluator/core/pods.go).</summary>
internal static class CountedPods
{
    /// <summary>What the API server wants of every container once a quota counts it.</summary>
    private static readonly string[] Demanded = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

    /// <summary>Whether a quota counts a pod.</summary>
    /// <param name="quota">The quota.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="demand">What it needs.</param>
    public static bool Counts(this NamespaceQuota quota, JsonObject pod, PodDemand demand) => quota.Scopes.All(scope => scope.Name switch
    {
        "Terminating" => pod.NumberAt("spec", "activeDeadlineSeconds") is not null,
        "NotTerminating" => pod.NumberAt("spec", "activeDeadlineSeconds") is null,
        "BestEffort" => IsBestEffort(demand),
        "NotBestEffort" => !IsBestEffort(demand),
        "PriorityClass" => Takes(scope, pod.TextAt("spec", "priorityClassName")),

        // Others look at what has nothing to do with resources, or are newer than this program: nothing is said where nothing is known.
        _ => false,
    });

    /// <summary>What of a quota's names every container must state.</summary>
    public static IEnumerable<string> DemandedOf(this NamespaceQuota quota) => Demanded.Where(quota.Hard.ContainsKey);

    /// <summary>Whether a container states what a quota calls by a name.</summary>
    public static bool States(this ContainerDemand container, string name) => AmountsOf(name, container.Requests, container.Limits).ContainsKey(ResourceOf(name));

    /// <summary>How much a pod needs of what a quota calls by a name.</summary>
    public static decimal Of(this PodDemand demand, string name) => AmountsOf(name, demand.Requests, demand.Limits).GetValueOrDefault(ResourceOf(name));

    /// <summary>The resource that a quota's name is about, such as <c>cpu</c> of <c>limits.cpu</c>.</summary>
    public static string ResourceOf(string name) =>
        name.StartsWith("limits.", StringComparison.Ordinal) ? name["limits.".Length..] : name.StartsWith("requests.", StringComparison.Ordinal) ? name["requests.".Length..] : name;

    /// <summary>A quota's name in the words of a container, such as <c>requests.cpu</c> for <c>cpu</c>.</summary>
    public static string SectionAndResource(string name) => name.StartsWith("limits.", StringComparison.Ordinal) ? name : $"requests.{ResourceOf(name)}";

    private static IReadOnlyDictionary<string, decimal> AmountsOf(string name, IReadOnlyDictionary<string, decimal> requests, IReadOnlyDictionary<string, decimal> limits) =>
        name.StartsWith("limits.", StringComparison.Ordinal) ? limits : requests;

    private static bool IsBestEffort(PodDemand demand) => !new[] { demand.Requests, demand.Limits }.Any(amounts => amounts.ContainsKey("cpu") || amounts.ContainsKey("memory"));

    private static bool Takes(QuotaScope scope, string priorityClass) => scope.Operator switch
    {
        "In" => scope.Values.Contains(priorityClass),
        "NotIn" => !scope.Values.Contains(priorityClass),
        "Exists" => priorityClass.Length > 0,
        "DoesNotExist" => priorityClass.Length == 0,
        _ => false,
    };
}
