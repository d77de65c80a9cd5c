using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Check;
using Injector.Testing.Catalogue;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Drift;

/// <summary>Pods that a real API server stored, after a real admission, compared with what they would be now.</summary>
[Collection(CheckedCluster.Collection)]
public sealed class DriftTests(CheckedCluster cluster)
{
    private static readonly Dictionary<string, string> Privileged = new() { ["pod-security.kubernetes.io/enforce"] = "privileged" };

    [ControlPlaneFact]
    public async Task Every_profile_and_every_two_of_them_are_stored_as_they_would_be_added_now()
    {
        const string Pods = "/api/v1/namespaces/catalogue/pods";
        await cluster.ControlPlane.CreateNamespaceAsync("catalogue", Privileged);
        var names = new List<string>();
        foreach (var profiles in CataloguePod.SinglesAndPairs)
        {
            var pod = CataloguePod.Requesting(profiles);
            names.Add($"pod-{names.Count}");
            pod["metadata"]!["name"] = names[^1];
            (await cluster.Client.CreateAsync(Pods, pod)).Ensure(profiles);
        }

        var run = await RunAsync("-n", "catalogue");
        foreach (var name in names)
        {
            await cluster.Client.DeleteAsync($"{Pods}/{name}?gracePeriodSeconds=0").EnsureAsync();
        }

        run.Output.ShouldBe($"{names.Count} pods looked at: none has drifted\n");
        run.Errors.ShouldNotContain("not compared");
        run.ExitCode.ShouldBe(ExitCodes.Done);
    }

    [ControlPlaneFact]
    public async Task What_was_missed_is_outdated_or_was_changed_by_hand_is_told()
    {
        const string Pods = "/api/v1/namespaces/store/pods";
        await cluster.ControlPlane.CreateNamespaceAsync("store");
        await cluster.SetConfigurationAsync(null, CheckedCluster.IsUntouched, "store");
        await cluster.Client.CreateAsync(Pods, Pod("web-5f6d-a", "log-tail", "web")).EnsureAsync();
        await cluster.SetConfigurationAsync(cluster.Configuration, CheckedCluster.IsInjected, "store");
        await cluster.Client.CreateAsync(Pods, Pod("web-5f6d-b", "log-tail", "web")).EnsureAsync();
        await cluster.Client.CreateAsync(Pods, Pod("web-5f6d-c", "log-tail", "web")).EnsureAsync();
        await cluster.Client.CreateAsync(Pods, Pod("old", "cache")).EnsureAsync();
        await cluster.Client.PatchAsync(
            $"{Pods}/web-5f6d-c", ApiPatchKind.Json, """[{"op": "replace", "path": "/spec/containers/1/image", "value": "example.test/mine:2"}]""").EnsureAsync();
        var folder = Directory.CreateTempSubdirectory("injector-drift-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cache.yaml"), await NewEditionOfCacheAsync());

        var run = await RunAsync("--profiles", folder.FullName);
        folder.Delete(recursive: true);
        foreach (var name in (string[])["web-5f6d-a", "web-5f6d-b", "web-5f6d-c", "old"])
        {
            await cluster.Client.DeleteAsync($"{Pods}/{name}?gracePeriodSeconds=0").EnsureAsync();
        }

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldBe(
            """
            missed    Deployment store/web  1 of 3 pods  nobody injected at creation
            changed   Deployment store/web  1 of 3 pods  not what its profiles add
                                                         spec.containers[log-tail].image: example.test/mine:2, would be docker.io/library/busybox:1.37.0
                                                         -> kubectl -n store rollout restart deployment/web
            outdated  Pod store/old                      an earlier edition of cache
                                                         spec.containers[redis].image: docker.io/library/redis:8.0-alpine, would be docker.io/library/redis:9.9.9-alpine
                                                         -> Delete it and create it again: sidecars are added at creation only.

            4 pods looked at: 1 missed, 1 outdated, 1 changed

            """);
        (await RunAsync()).Output.ShouldBe("0 pods looked at: none has drifted\n");
    }

    private Task<CheckRun> RunAsync(params string[] arguments) =>
        CheckRun.OfCommandAsync(["drift", "--kubeconfig", cluster.ControlPlane.KubeconfigPath, .. arguments]);

    private static JsonObject Pod(string name, string profiles, string? deployment = null)
    {
        var pod = CataloguePod.Requesting(profiles);
        pod["metadata"]!["name"] = name;
        pod["metadata"]!["annotations"]!["injector.io/sidecar-mode"] = "classic";
        if (deployment is not null)
        {
            pod["metadata"]!["labels"] = new JsonObject { ["pod-template-hash"] = "5f6d" };
            pod["metadata"]!["ownerReferences"] = JsonNode.Parse(
                $$"""[{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "{{deployment}}-5f6d", "uid": "3f1f6f0e-5d0b-4c39-9d0c-2b7f3f0e8a11", "controller": true}]""");
        }

        return pod;
    }

    private static async Task<string> NewEditionOfCacheAsync()
    {
        var run = await CheckRun.OfCommandAsync("profiles", "show", "cache", "-o", "yaml");
        run.ExitCode.ShouldBe(ExitCodes.Done, run.Errors);
        var changed = System.Text.RegularExpressions.Regex.Replace(run.Output, "redis:[0-9.]+-alpine", "redis:9.9.9-alpine");
        changed.ShouldNotBe(run.Output);
        return changed;
    }
}
