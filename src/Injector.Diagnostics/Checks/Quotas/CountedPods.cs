using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>Decides which pods a ResourceQuota counts, and which of their amounts (pkg/quota/v1/evaluator/core/pods.go).</summary>
internal static class CountedPods
{
    /// <summary>The resources that the API server requires of every container once a quota counts them.</summary>
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

        // Other scopes are unrelated to resources or newer than this program: no claim is made about them.
        _ => false,
    });

    /// <summary>The resources of a quota that every container must state.</summary>
    public static IEnumerable<string> DemandedOf(this NamespaceQuota quota) => Demanded.Where(quota.Hard.ContainsKey);

    /// <summary>Whether a container states the resource that a quota calls <paramref name="name"/>.</summary>
    public static bool States(this ContainerDemand container, string name) => AmountsOf(name, container.Requests, container.Limits).ContainsKey(ResourceOf(name));

    /// <summary>How much a pod needs of the resource that a quota calls <paramref name="name"/>.</summary>
    public static decimal Of(this PodDemand demand, string name) => AmountsOf(name, demand.Requests, demand.Limits).GetValueOrDefault(ResourceOf(name));

    /// <summary>The resource that a quota's name is about, such as <c>cpu</c> of <c>limits.cpu</c>.</summary>
    public static string ResourceOf(string name) =>
        name.StartsWith("limits.", StringComparison.Ordinal) ? name["limits.".Length..] : name.StartsWith("requests.", StringComparison.Ordinal) ? name["requests.".Length..] : name;

    /// <summary>The container field for a quota's resource name, such as <c>requests.cpu</c> for <c>cpu</c>.</summary>
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
