using System.Numerics;
using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>
/// Fills in requests as an API server does whenever it reads a pod, before webhooks and after them (SetDefaults_Pod and defaultPodRequests of
/// pkg/apis/core/v1/defaults.go, Kubernetes 1.34).
/// </summary>
public static class ResourceDefaults
{
    /// <summary>A limit without a request is one; of the pod's own, what its containers request together comes first.</summary>
    /// <param name="pod">The pod; it is changed.</param>
    public static void Fill(JsonObject pod)
    {
        var spec = pod["spec"]!.AsObject();
        foreach (var container in spec.Items("initContainers").Concat(spec.Items("containers")))
        {
            Add(container.Map("resources"), ResourceRules.Requests(container));
        }

        if (spec.Map("resources") is { } resources)
        {
            Add(resources, ResourceRules.PodRequests(spec, resources));
        }
    }

    private static void Add(JsonObject? resources, Dictionary<string, BigInteger> requests)
    {
        if (resources is null || requests.Count == 0)
        {
            return;
        }

        var stated = resources.Map("requests") ?? [];
        foreach (var (name, amount) in requests)
        {
            stated[name] ??= Text(amount);
        }

        resources["requests"] = stated.Parent is null ? stated : resources["requests"]!;
    }

    private static string Text(BigInteger billionths) => billionths % ApiQuantity.One == 0 ? $"{billionths / ApiQuantity.One}" : $"{billionths / 1_000_000}m";
}
