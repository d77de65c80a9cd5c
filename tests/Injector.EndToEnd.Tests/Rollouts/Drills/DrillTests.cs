using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>
/// What happens to pods while something is done to Injector. Counts and the longest gap of each drill are in the output; what is asserted are counts, and
/// that pods without their sidecar never come into a namespace that requires it.
/// </summary>
[Collection(SharedControlPlane.Name)]
public sealed class DrillTests(ControlPlaneFixture fixture, ITestOutputHelper output)
{
    [ControlPlaneFact]
    public async Task Rolling_restart()
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        foreach (var replica in drill.Replicas)
        {
            await replica.StopAsync();
            await replica.StartAsync();
            await drill.InjectMoreAsync(10);
        }

        await ShouldMissAndRefuseNothingAsync(drill, "rolling restart");
    }

    [ControlPlaneFact]
    public async Task The_leader_is_killed_and_comes_back()
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        var leader = await drill.LeaderAsync();
        foreach (var replica in drill.Replicas)
        {
            await replica.KillAsync();
            await drill.InjectMoreAsync(10);
            await replica.StartAsync();
            await drill.InjectMoreAsync(10);
        }

        leader.ShouldNotBeEmpty();
        var (ordinary, required) = await CountAsync(drill, "each replica killed, the leader among them");

        // What was on its way to a replica that is killed is lost, until the load balancer has seen it.
        required.Missed.ShouldBe(0);
        (ordinary.Missed + required.Refusals.Length).ShouldBeLessThan((ordinary.Tries + required.Tries) / 4);
    }

    [ControlPlaneFact]
    public async Task Both_replicas_are_away()
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        await Task.WhenAll(drill.Replicas.Select(replica => replica.KillAsync()));
        await Task.WhenAll(drill.Replicas.Select(replica => replica.StartAsync()));
        await drill.InjectMoreAsync(20);

        var (ordinary, required) = await CountAsync(drill, "both replicas killed and started");
        required.Missed.ShouldBe(0);
        ordinary.Refusals.ShouldBeEmpty();
    }

    [ControlPlaneTheory]
    [InlineData("deleted")]
    [InlineData("damaged")]
    [InlineData("restored")]
    public async Task The_Secret_is_lost(string how)
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        var first = await fixture.Client.GetAsync(drill.SecretPath).EnsureAsync();
        if (how is "deleted" or "restored")
        {
            await fixture.Client.DeleteAsync(drill.SecretPath).EnsureAsync();
        }
        else
        {
            await MergeAsync(drill.SecretPath, new JsonObject { ["data"] = new JsonObject { ["ca.key"] = "AAAA", ["tls.crt"] = "AAAA" } });
        }

        var bundle = (string)first["data"]!["ca.crt"]!;
        await Waiting.UntilAsync(async () => await BundleAsync(drill) is { } now && now != bundle, "no other authority was told");
        if (how == "restored")
        {
            await MergeAsync(drill.SecretPath, new JsonObject { ["data"] = first["data"]!.DeepClone() });
        }

        await drill.InjectMoreAsync(50);
        await ShouldMissAndRefuseNothingAsync(drill, $"Secret {how}");
    }

    [ControlPlaneTheory]
    [InlineData("")]
    [InlineData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==")]
    public async Task Authorities_are_emptied_or_overwritten(string bundle)
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        for (var time = 0; time < 3; time++)
        {
            JsonNode operations = new JsonArray(Replace(0, bundle), Replace(1, bundle));
            var answer = await fixture.Client.PatchAsync(drill.MutatingPath, ApiPatchKind.Json, operations);

            // API servers take no bundle that they cannot read, so only the other case is a drill there.
            if (!answer.IsSuccess)
            {
                bundle.ShouldNotBeEmpty();
                output.WriteLine($"the API server refuses {bundle}: {answer.Message}");
                return;
            }

            await drill.InjectMoreAsync(10);
        }

        var (ordinary, required) = await CountAsync(drill, "caBundle emptied three times");
        required.Missed.ShouldBe(0);
        (ordinary.Missed + required.Refusals.Length).ShouldBeLessThan((ordinary.Tries + required.Tries) / 10);
    }

    [ControlPlaneFact]
    public async Task Configurations_are_replaced_again_and_again()
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        for (var time = 0; time < 5; time++)
        {
            var (_, configuration) = drill.Manifests().First();
            var replaced = await Kubectl.RunAsync(fixture.ControlPlane, ["replace", "-f", "-"], configuration.ToJsonString());
            replaced.ExitCode.ShouldBe(0, replaced.Errors);
            await drill.InjectMoreAsync(10);
        }

        var (ordinary, required) = await CountAsync(drill, "configuration replaced five times");
        (ordinary.Missed + required.Missed + required.Refusals.Length).ShouldBeLessThan((ordinary.Tries + required.Tries) / 4);
    }

    [ControlPlaneFact]
    public async Task Configurations_are_applied_again_and_again_from_the_server_side()
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        for (var time = 0; time < 10; time++)
        {
            foreach (var (collection, configuration) in drill.Manifests())
            {
                await fixture.Client.ApplyAsync(
                    $"/apis/admissionregistration.k8s.io/v1/{collection}/{drill.Name}", configuration, fieldManager: "gitops", force: true).EnsureAsync();
            }

            await drill.InjectMoreAsync(5);
        }

        await ShouldMissAndRefuseNothingAsync(drill, "configurations applied ten times by another manager");
    }

    [ControlPlaneFact]
    public async Task Configurations_are_deleted_and_installed_again()
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        await drill.UninstallConfigurationsAsync();
        await drill.InstallAsync();
        await drill.InjectMoreAsync(20);

        var (ordinary, required) = await CountAsync(drill, "configurations deleted and installed again");
        ordinary.Refusals.ShouldBeEmpty();
        (ordinary.Missed + required.Missed + required.Refusals.Length).ShouldBeLessThan((ordinary.Tries + required.Tries) / 4);
    }

    [ControlPlaneFact]
    public async Task Uninstalled_and_installed_at_once_with_the_Lease_of_a_holder_that_is_gone()
    {
        await using var drill = await DrilledInstallation.StartAsync(fixture.ControlPlane);
        await drill.UninstallConfigurationsAsync();
        await Task.WhenAll(drill.Replicas.Select(replica => replica.KillAsync()));
        var holder = await drill.LeaderAsync();
        await drill.InstallAsync();
        await Task.WhenAll(drill.Replicas.Select(replica => replica.StartAsync()));

        // Ready is what helm install --wait waits for: from here on the server is called and trusted, whoever holds the Lease.
        (await drill.LeaderAsync()).ShouldBe(holder);
        var before = await drill.StopLoadAsync();
        drill.BeginLoad();
        await drill.InjectMoreAsync(20);
        output.WriteLine($"uninstalled and installed at once, until ready: ordinary {before.Ordinary}; required {before.Required}");
        await ShouldMissAndRefuseNothingAsync(drill, "after the new installation was ready");
    }

    [ControlPlaneFact]
    public async Task A_first_installation_that_never_becomes_ready_refuses_nobody()
    {
        await using var drill = await DrilledInstallation.PrepareAsync(fixture.ControlPlane);
        await drill.InstallAsync();
        drill.BeginLoad();
        await drill.Loads.TryAsync(20);

        await Task.WhenAll(drill.Replicas.Select(replica => replica.StartAsync()));
        await drill.InjectMoreAsync(20);

        var (ordinary, required) = await CountAsync(drill, "installed with no replica, replicas started later");
        ordinary.Refusals.ShouldBeEmpty();

        // From the rules to the first probe that finds a replica ready.
        required.Refusals.Length.ShouldBeLessThan(required.Tries / 2);
    }

    private static JsonObject Replace(int entry, string bundle) => new()
    {
        ["op"] = "replace", ["path"] = $"/webhooks/{entry}/clientConfig/caBundle", ["value"] = bundle,
    };

    private async Task<string?> BundleAsync(DrilledInstallation drill) =>
        (string?)(await fixture.Client.GetAsync(drill.MutatingPath).EnsureAsync())["webhooks"]![0]!["clientConfig"]!["caBundle"];

    private Task MergeAsync(string path, JsonObject patch) => fixture.Client.PatchAsync(path, ApiPatchKind.Merge, patch).EnsureAsync();

    private async Task<(DrillCount Ordinary, DrillCount Required)> CountAsync(DrilledInstallation drill, string name)
    {
        var (ordinary, required) = await drill.StopLoadAsync();
        output.WriteLine($"{name}: ordinary {ordinary}; required {required}");
        return (ordinary, required);
    }

    private async Task ShouldMissAndRefuseNothingAsync(DrilledInstallation drill, string name)
    {
        var (ordinary, required) = await CountAsync(drill, name);
        (ordinary.Missed + required.Missed).ShouldBe(0);
        ordinary.Refusals.AddRange(required.Refusals).ShouldBeEmpty();
    }
}
