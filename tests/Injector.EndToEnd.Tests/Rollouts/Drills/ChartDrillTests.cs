using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.EndToEnd.Tests.Certificates;
using Injector.EndToEnd.Tests.Charts;
using Injector.Testing.ControlPlane;
using Injector.Testing.Released;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>What happens to pods while Helm installs, upgrades, rolls back and uninstalls. Counts are in the output.</summary>
public sealed class ChartDrillTests(DrilledCluster cluster, ITestOutputHelper output) : IClassFixture<DrilledCluster>
{
    [ControlPlaneFact]
    public async Task Upgraded_and_rolled_back_to_every_revision()
    {
        await using var helm = new HelmRelease(cluster.ControlPlane);
        await helm.InstallChartAsync(DrilledCluster.Chart, cluster.Values());
        await using var loads = await ServedAsync();

        // What the configuration says is in the pods' template as a checksum, so each of these replaces the replicas as well.
        await helm.UpgradeChartAsync(DrilledCluster.Chart, [.. cluster.Values(), "--set", "webhook.failurePolicy=Fail", "--set", "config.logLevel=warn"]);
        await helm.UpgradeChartAsync(DrilledCluster.Chart, [.. cluster.Values(), "--set", "webhook.timeoutSeconds=9", "--set", "config.logLevel=debug"]);
        foreach (var revision in (int[])[1, 2, 3])
        {
            await helm.RollbackAsync(revision, "--wait");
            await loads.InjectMoreAsync(5);
        }

        var (ordinary, required) = await CountAsync(loads, "upgraded twice and rolled back to each revision");
        (ordinary.Missed + required.Missed).ShouldBe(0);
        ordinary.Refusals.AddRange(required.Refusals).ShouldBeEmpty();
    }

    [ControlPlaneFact]
    public async Task Uninstalled_and_installed_at_once()
    {
        await using var helm = new HelmRelease(cluster.ControlPlane);
        await helm.InstallChartAsync(DrilledCluster.Chart, cluster.Values());
        await using var loads = await ServedAsync();

        await helm.UninstallAsync();
        var started = Stopwatch.GetTimestamp();
        await helm.InstallChartAsync(DrilledCluster.Chart, cluster.Values());
        var (ordinary, required) = await CountAsync(loads, string.Create(CultureInfo.InvariantCulture, $"uninstalled and installed, until --wait returned after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));

        // Without an installation nobody requires anything; with one, from its rules to the first probe that finds a replica ready, it does.
        ordinary.Refusals.ShouldBeEmpty();
        required.Refusals.Length.ShouldBeLessThan(required.Tries / 2);

        await using var then = cluster.BeginLoad();
        await then.InjectMoreAsync(20);
        await ShouldMissAndRefuseNothingAsync(then, "uninstalled and installed, after --wait returned");
    }

    [ControlPlaneFact]
    public async Task A_first_installation_that_fails_is_upgraded_to_one_that_works()
    {
        await using var helm = new HelmRelease(cluster.ControlPlane);
        await using var loads = cluster.BeginLoad();
        (await helm.TryInstallChartAsync(DrilledCluster.Chart, [.. cluster.Values("5s"), "--set", "image.tag=missing"])).ExitCode.ShouldNotBe(0);
        await loads.TryAsync(20);
        var (before, requiredBefore) = await CountAsync(loads, "a first installation that fails");
        await using var then = cluster.BeginLoad();
        await helm.UpgradeChartAsync(DrilledCluster.Chart, ["--install", .. cluster.Values()]);
        var (ordinary, required) = await CountAsync(then, "its upgrade, until --wait returned");
        await using var last = cluster.BeginLoad();
        await last.InjectMoreAsync(20);

        before.Refusals.AddRange(requiredBefore.Refusals).ShouldBeEmpty();
        ordinary.Refusals.ShouldBeEmpty();
        required.Refusals.Length.ShouldBeLessThan(required.Tries / 2);
        await ShouldMissAndRefuseNothingAsync(last, "after its upgrade");
    }

    [ReleasedProgramOnServerFact]
    public async Task Upgraded_from_an_earlier_release_whose_servers_answer_beside_the_new_ones()
    {
        // Servers of 0.1.0 do nothing while a Lease is held, and the holder of another drill is gone.
        await cluster.Client.DeleteAsync($"/apis/coordination.k8s.io/v1/namespaces/{HelmRelease.Namespace}/leases");
        await using var helm = new HelmRelease(cluster.ControlPlane);
        await helm.InstallChartAsync(ReleasedProgram.Release.Chart, cluster.Values());
        await using var loads = await ServedAsync();

        await helm.UpgradeAsync(cluster.Values());
        await loads.InjectMoreAsync(20);

        await ShouldMissAndRefuseNothingAsync(loads, $"upgraded from {ReleasedProgram.Release.Version}");
    }

    [ControlPlaneFact]
    public async Task The_API_server_is_away_and_comes_back()
    {
        await using var helm = new HelmRelease(cluster.ControlPlane);
        await helm.InstallChartAsync(DrilledCluster.Chart, cluster.Values());
        await using var loads = await ServedAsync();

        await cluster.ControlPlane.RestartAsync();
        await loads.InjectMoreAsync(20);

        // Nobody creates a pod while it is unreachable, and what it creates afterwards has its sidecars.
        var (ordinary, required) = await CountAsync(loads, "API server away and back");
        required.Missed.ShouldBe(0);
        ordinary.Missed.ShouldBeLessThan(ordinary.Tries / 4);
    }

    [ControlPlaneFact]
    public async Task Helm_test_succeeds_with_a_pod_that_was_injected()
    {
        const string pods = "/api/v1/namespaces/default/pods";
        await using var helm = new HelmRelease(cluster.ControlPlane);
        await helm.InstallAsync(cluster.Values());
        var test = helm.TestAsync();

        // No node runs it: its init container reaches the server, and its container finds the annotation, which is looked for here.
        JsonObject? pod = null;
        await Waiting.UntilAsync(async () => (pod = await FirstAsync(pods, "job-name=injector-test")) is not null, "helm test made no pod");
        pod!["metadata"]!["annotations"]![AnnotationKeys.Default.Status].ShouldNotBeNull();
        pod["spec"]!["initContainers"]![0]!["args"]!.ToJsonString().ShouldContain($"injector.{HelmRelease.Namespace}.svc");
        await cluster.Client.PatchAsync(
            $"{pods}/{(string)pod["metadata"]!["name"]!}/status", ApiPatchKind.StrategicMerge, """{"status": {"phase": "Succeeded"} }""").EnsureAsync();

        var outcome = await test;
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("Succeeded");
    }

    private async Task<JsonObject?> FirstAsync(string collection, string selector) =>
        (await cluster.Client.ListAsync(collection, selector).EnsureAsync())["items"]!.AsArray().FirstOrDefault()?.AsObject();

    /// <summary>Once pods are injected, everything that follows counts.</summary>
    private async Task<DrillLoads> ServedAsync()
    {
        foreach (var place in (string[])[DrilledCluster.Ordinary, DrilledCluster.Required])
        {
            await cluster.Client.WaitForDryRunAsync($"/api/v1/namespaces/{place}/pods", PodCreation.Pod("web"), PodCreation.IsInjected);
        }

        var loads = cluster.BeginLoad();
        await loads.InjectMoreAsync(10);
        return loads;
    }

    private async Task<(DrillCount Ordinary, DrillCount Required)> CountAsync(DrillLoads loads, string name)
    {
        var (ordinary, required) = await loads.StopAsync();
        output.WriteLine($"{DrilledCluster.Release ?? "present"}: {name}: ordinary {ordinary}; required {required}");
        return (ordinary, required);
    }

    private async Task ShouldMissAndRefuseNothingAsync(DrillLoads loads, string name)
    {
        var (ordinary, required) = await CountAsync(loads, name);
        (ordinary.Missed + required.Missed).ShouldBe(0);
        ordinary.Refusals.AddRange(required.Refusals).ShouldBeEmpty();
    }
}
