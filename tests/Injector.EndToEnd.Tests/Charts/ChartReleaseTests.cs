using System.Text;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Manifests;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

[Collection(InstalledCharts.Name)]
public sealed class ChartReleaseTests(ControlPlaneFixture fixture)
{
    private const string Authority = "QXV0aG9yaXR5";

    [ControlPlaneFact]
    public async Task An_upgrade_takes_over_the_configurations_that_the_installation_made_last_and_keeps_what_the_server_wrote()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        var mutating = await release.GetAsync(HelmRelease.MutatingPath);
        var validating = await release.GetAsync(HelmRelease.ValidatingPath);
        await release.TrustAsync(HelmRelease.MutatingPath, Authority);
        await release.TrustAsync(HelmRelease.ValidatingPath, Authority);

        await release.UpgradeAsync("--set", "webhook.timeoutSeconds=7,profileValidation.timeoutSeconds=8");
        await ShouldBeKeptAsync(release, HelmRelease.MutatingPath, mutating, timeout: 7);
        await ShouldBeKeptAsync(release, HelmRelease.ValidatingPath, validating, timeout: 8);

        await release.UpgradeAsync("--set", "webhook.timeoutSeconds=9,profileValidation.timeoutSeconds=9");
        await ShouldBeKeptAsync(release, HelmRelease.MutatingPath, mutating, timeout: 9);
        await ShouldBeKeptAsync(release, HelmRelease.ValidatingPath, validating, timeout: 9);
    }

    [ControlPlaneFact]
    public async Task A_rollback_leaves_the_configurations_as_they_were_in_that_revision()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        await release.UpgradeAsync("--set", "webhook.timeoutSeconds=7");
        await release.UpgradeAsync("--set", "webhook.timeoutSeconds=9");

        await release.RollbackAsync(2);
        Timeout(await release.GetAsync(HelmRelease.MutatingPath)).ShouldBe(7);
    }

    [ControlPlaneFact]
    public async Task A_certificate_of_somebody_else_needs_its_authority_handed_over_for_that_of_the_server_stays_otherwise()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        await release.TrustAsync(HelmRelease.MutatingPath, Authority);

        await release.UpgradeAsync("--set", "certificates.mode=existingSecret");
        Bundle(await release.GetAsync(HelmRelease.MutatingPath)).ShouldBe(Authority);

        const string other = "-----BEGIN CERTIFICATE-----";
        await release.UpgradeAsync("--set", $"certificates.mode=existingSecret,certificates.caBundle={other}", "--force-conflicts");
        Bundle(await release.GetAsync(HelmRelease.MutatingPath)).ShouldBe(Convert.ToBase64String(Encoding.UTF8.GetBytes(other)));
    }

    [ControlPlaneTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_uninstallation_leaves_nothing_but_the_definition_of_profiles(bool upgraded)
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        (await release.ObjectsAsync()).Count.ShouldBe(16);
        if (upgraded)
        {
            await release.UpgradeAsync();
            (await release.ObjectsAsync()).Count.ShouldBe(16);
        }

        await release.UninstallAsync();

        (await release.ObjectsAsync()).ShouldBe(["customresourcedefinition.apiextensions.k8s.io/sidecarprofiles.injector.io"]);
        await release.InstallAsync();
        (await release.ObjectsAsync()).Count.ShouldBe(16);
    }

    [ControlPlaneFact]
    public async Task An_uninstallation_leaves_nothing_at_all_where_profiles_are_not_to_be_kept()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync("--set", "crds.keep=false");

        await release.UninstallAsync();

        (await release.ObjectsAsync()).ShouldBeEmpty();
    }

    [ControlPlaneFact]
    public async Task Applying_the_base_again_keeps_what_the_server_wrote()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        var rendered = await ChartTool.KustomizeAsync("base");
        var text = ForServer.Adapt(fixture.ControlPlane.ServerVersion, rendered.Output);
        await KubectlAsync(["apply", "-f", "-"], text);
        await release.TrustAsync(HelmRelease.MutatingPath, Authority);

        await KubectlAsync(["apply", "-f", "-"], text.Replace("timeoutSeconds: 5", "timeoutSeconds: 6", StringComparison.Ordinal));

        var stored = await release.GetAsync(HelmRelease.MutatingPath);
        Timeout(stored).ShouldBe(6);
        Bundle(stored).ShouldBe(Authority);
        await KubectlAsync(["delete", "-f", "-"], text);
    }

    private static async Task ShouldBeKeptAsync(HelmRelease release, string path, JsonObject first, int timeout)
    {
        var stored = await release.GetAsync(path);
        ((string)stored["metadata"]!["uid"]!).ShouldBe((string)first["metadata"]!["uid"]!);
        Timeout(stored).ShouldBe(timeout);
        Bundle(stored).ShouldBe(Authority);
    }

    private static int Timeout(JsonObject configuration) => (int)configuration["webhooks"]![0]!["timeoutSeconds"]!;

    private static string? Bundle(JsonObject configuration) => (string?)configuration["webhooks"]![0]!["clientConfig"]!["caBundle"];

    private async Task KubectlAsync(string[] arguments, string input)
    {
        var outcome = await Kubectl.RunAsync(fixture.ControlPlane, arguments, input);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
    }
}
