using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Golden;
using Injector.Testing.ControlPlane;
using Injector.Testing.RandomPods;
using Injector.Testing.Validation.Api;

namespace Injector.EndToEnd.Tests.Validation;

/// <summary>
/// Asks a real API server what the oracle of pod validation thinks of: random pods, as they are and injected, and each with a mistake. Where the two
/// differ, the server is right. Pods with fields that the server at hand does not know are left out, for it would judge what is left of them.
/// </summary>
[Collection(SharedControlPlane.Name)]
public sealed class PodOracleTests(GoldenNamespaces namespaces) : IClassFixture<GoldenNamespaces>
{
    private const int Sample = 60;
    private const int Seed = 7;

    [ControlPlaneFact]
    public async Task The_API_server_and_the_oracle_agree()
    {
        var (accepted, refused) = (0, 0);
        for (var number = 0; accepted < Sample || refused < Sample; number++)
        {
            number.ShouldBeLessThan(Sample * 40, "too few random pods are made of fields that the server knows");
            foreach (var pod in Pods(number).Where(pod => NewerFields.AreKnown(pod, namespaces.Cluster.ControlPlane.ServerVersion)))
            {
                var answer = await namespaces.Client.CreateAsync($"/api/v1/namespaces/{namespaces.WithoutWebhook}/pods?dryRun=All", pod);
                var problems = PodOracle.Problems(pod);
                var isAccepted = (int)answer.Status < 300;
                isAccepted.ShouldBe(problems.Count == 0, $"{answer.Message}; the oracle says: {string.Join(", ", problems)}; pod {number}: {pod.ToJsonString()}");
                (accepted, refused) = isAccepted ? (accepted + 1, refused) : (accepted, refused + 1);
            }
        }
    }

    private static IEnumerable<JsonNode> Pods(int number)
    {
        yield return Named(RandomPod.Of(Seed, number));
        if (RandomPodRun.Injected(Seed, number) is { } injected)
        {
            yield return Named(injected);
            yield return Named(MistakenPod.Of(injected, number));
        }
    }

    // What the two do not speak of: a pod made from a template keeps its own name, and the server has no such classes or policies.
    private static JsonNode Named(JsonNode pod)
    {
        pod["metadata"]!.AsObject().Remove("generateName");
        pod["metadata"]!["name"] = "web";
        return pod;
    }
}
