using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>The webhook configurations come and go with the values, and never for a moment only.</summary>
[Collection(InstalledCharts.Name)]
public sealed class ChartRegistrationTests(ControlPlaneFixture fixture)
{
    private const string Definition = "customresourcedefinition.apiextensions.k8s.io/sidecarprofiles.injector.io";

    [ControlPlaneTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_switched_off_is_taken_away_whichever_upgrade_does_it(bool upgraded)
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        if (upgraded)
        {
            await release.UpgradeAsync();
        }

        await release.UpgradeAsync("--set", "webhook.enabled=false");
        (await RegisteredAsync(release)).ShouldBeEmpty();

        await release.UpgradeAsync("--set", "webhook.enabled=true");
        (await RegisteredAsync(release)).Length.ShouldBe(2);

        await release.UpgradeAsync("--set", "webhook.enabled=false");
        await release.UninstallAsync();
        (await release.ObjectsAsync()).ShouldBe([Definition]);
    }

    [ControlPlaneTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Profiles_can_be_written_once_nobody_is_to_look_at_them_and_pods_notice_nothing(bool upgraded)
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        if (upgraded)
        {
            await release.UpgradeAsync();
        }

        var first = Uid(await release.GetAsync(HelmRelease.MutatingPath));
        await release.UpgradeAsync("--set", "profileValidation.enabled=false");

        (await RegisteredAsync(release)).ShouldBe(["mutatingwebhookconfiguration.admissionregistration.k8s.io/injector"]);
        Uid(await release.GetAsync(HelmRelease.MutatingPath)).ShouldBe(first);
    }

    [ControlPlaneTheory]
    [InlineData("webhook.namePrefix=10-")]
    [InlineData("fullnameOverride=sidecars")]
    public async Task Under_another_name_nothing_of_the_former_one_stays(string name)
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        var before = await RegisteredAsync(release);

        await release.UpgradeAsync("--set", name);

        var registered = await RegisteredAsync(release);
        registered.Length.ShouldBe(2);
        registered.ShouldNotContain(before[0]);
        await release.UninstallAsync();
        (await release.ObjectsAsync()).ShouldBe([Definition]);
    }

    [ControlPlaneFact]
    public async Task A_rollback_to_the_first_revision_keeps_the_configurations_that_there_are()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        var first = Uid(await release.GetAsync(HelmRelease.MutatingPath));
        await release.UpgradeAsync("--set", "webhook.timeoutSeconds=7");

        await release.RollbackAsync(1);
        Uid(await release.GetAsync(HelmRelease.MutatingPath)).ShouldBe(first);
        (await RegisteredAsync(release)).Length.ShouldBe(2);

        await release.UpgradeAsync("--set", "webhook.timeoutSeconds=8");
        var stored = await release.GetAsync(HelmRelease.MutatingPath);
        Uid(stored).ShouldBe(first);
        ((int)stored["webhooks"]![0]!["timeoutSeconds"]!).ShouldBe(8);

        await release.RollbackAsync(1);
        await release.UninstallAsync();
        (await release.ObjectsAsync()).ShouldBe([Definition]);
    }

    [ControlPlaneFact]
    public async Task Every_revision_rolls_back_to_every_other_and_keeps_what_the_server_wrote()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        var first = Uid(await release.GetAsync(HelmRelease.MutatingPath));
        await release.OpenAsync();
        await release.UpgradeAsync("--set", "webhook.failurePolicy=Fail");
        await release.UpgradeAsync("--set", "webhook.timeoutSeconds=9");
        (string Policy, int Timeout)[] revisions = [("Ignore", 5), ("Fail", 5), ("Ignore", 9)];

        foreach (var to in (int[])[1, 2, 3, 1, 3, 2, 1])
        {
            await release.RollbackAsync(to);

            var stored = await release.GetAsync(HelmRelease.MutatingPath);
            var entry = stored["webhooks"]![0]!;
            Uid(stored).ShouldBe(first);
            ((string)entry["failurePolicy"]!, (int)entry["timeoutSeconds"]!).ShouldBe(revisions[to - 1], $"revision {to}");
            entry["rules"].ShouldNotBeNull($"revision {to}");
            entry["clientConfig"]!["caBundle"].ShouldNotBeNull($"revision {to}");
        }

        await release.UninstallAsync();
        (await release.ObjectsAsync()).ShouldBe([Definition]);
    }

    [ControlPlaneFact]
    public async Task A_profile_that_comes_with_the_chart_is_made_after_its_definition_and_taken_over_by_upgrades()
    {
        var values = Path.Combine(Directory.CreateTempSubdirectory("injector-values-").FullName, "values.yaml");
        await File.WriteAllTextAsync(values, """
            extraObjects:
              - apiVersion: injector.io/v1alpha1
                kind: SidecarProfile
                metadata: {name: extra, namespace: default}
                spec: {description: Adds nothing.}
            """);
        await using var release = new HelmRelease(fixture.ControlPlane);

        await release.InstallAsync("--values", values);
        const string path = "/apis/injector.io/v1alpha1/namespaces/default/sidecarprofiles/extra";
        var made = Uid(await release.GetAsync(path));
        await release.UpgradeAsync("--values", values);

        Uid(await release.GetAsync(path)).ShouldBe(made);
    }

    [ControlPlaneFact]
    public async Task A_rollback_to_a_revision_without_configurations_takes_them_away()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync("--set", "webhook.enabled=false");
        (await RegisteredAsync(release)).ShouldBeEmpty();
        await release.UpgradeAsync("--set", "webhook.enabled=true");
        (await RegisteredAsync(release)).Length.ShouldBe(2);

        await release.RollbackAsync(1);

        (await RegisteredAsync(release)).ShouldBeEmpty();
    }

    private static async Task<string[]> RegisteredAsync(HelmRelease release) =>
        [.. (await release.ObjectsAsync()).Where(name => name.Contains("webhookconfiguration", StringComparison.Ordinal))];

    private static string Uid(JsonObject configuration) => (string)configuration["metadata"]!["uid"]!;
}
