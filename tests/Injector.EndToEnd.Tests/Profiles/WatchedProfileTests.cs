using Injector.EndToEnd.Tests.Cluster;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing;
using Injector.Testing.ControlPlane;
using Injector.Testing.Documentation;

namespace Injector.EndToEnd.Tests.Profiles;

[Collection(SharedControlPlane.Name)]
public sealed class WatchedProfileTests(ControlPlaneFixture fixture)
{
    [ControlPlaneFact]
    public async Task A_profile_of_the_own_namespace_serves_all_and_one_of_a_tenant_its_own_where_it_wins()
    {
        var own = await NewNamespaceAsync();
        await using var webhook = await StartAsync(own);
        var (tenant, neighbour) = (await webhook.NewNamespaceAsync(), await webhook.NewNamespaceAsync());
        var helper = new HelperProfile(fixture.Client, "helper");
        await helper.WaitForUnknownAsync(tenant);

        await helper.ApplyAsync(tenant, "example.test/tenant:1").EnsureAsync();
        await helper.WaitForImageAsync(tenant, "example.test/tenant:1");
        (await helper.NowAsync(neighbour)).ShouldContain("unknown-profile: ");

        await helper.ApplyAsync(own, "example.test/own:1").EnsureAsync();
        await helper.WaitForImageAsync(neighbour, "example.test/own:1");
        (await helper.NowAsync(tenant)).ShouldContain("example.test/tenant:1");

        await helper.ApplyAsync(own, "example.test/own:2").EnsureAsync();
        await helper.WaitForImageAsync(neighbour, "example.test/own:2");

        await helper.DeleteAsync(tenant).EnsureAsync();
        await helper.WaitForImageAsync(tenant, "example.test/own:2");
        await helper.DeleteAsync(own).EnsureAsync();
        await helper.WaitForUnknownAsync(neighbour);
    }

    [ControlPlaneFact]
    public async Task Kubectl_shows_what_became_of_a_profile_as_the_README_does()
    {
        var own = await NewNamespaceAsync();
        await using var webhook = await StartAsync(own);
        var (cache, broken) = (new HelperProfile(fixture.Client, "cache"), new HelperProfile(fixture.Client, "broken"));
        var example = Path.Combine(RepositoryRoot.Path, "deploy", "examples", "profile.yaml");
        (await Kubectl.RunAsync(fixture.ControlPlane, ["apply", "-n", own, "-f", example])).ExitCode.ShouldBe(0);
        await broken.ApplyAsync(own, "example.test/helper:1", "imagee").EnsureAsync();

        var hash = (await cache.WaitForReadyAsync(own, "True", 1))["contentHash"]!.ToString();
        await broken.WaitForReadyAsync(own, "False", 1);

        var lines = (await Kubectl.RunAsync(fixture.ControlPlane, ["get", "sidecarprofiles", "-n", own])).Output.Split('\n');
        lines[0].ShouldMatch("^NAME +READY +HASH +AGE$");
        lines[1].ShouldMatch("^broken +False +[0-9]+s$");
        lines[2].ShouldMatch($"^cache +True +{hash} +[0-9]+s$");
        DocumentedPage.Read("README.md").BlockAfter("kubectl get sidecarprofiles -A").Lines.ShouldContain($"injector-system   cache   True    {hash}   4s");
        await cache.WaitForImageAsync(await webhook.NewNamespaceAsync(), "docker.io/library/memcached:1.6.39-alpine");
        await broken.DeleteAsync(own).EnsureAsync();
    }

    private async Task<string> NewNamespaceAsync()
    {
        await ProfileDefinition.InstallAsync(fixture.Client);
        return await fixture.NewNamespaceAsync();
    }

    private async Task<InjectorWebhook> StartAsync(string own)
    {
        var options = InjectorWebhook.OptionsFor(fixture.ControlPlane) with { Kubeconfig = fixture.ControlPlane.KubeconfigPath, OwnNamespace = own };
        var webhook = await InjectorWebhook.StartAsync(fixture, options);
        using var admin = new AdminPort(webhook.Running.AdminAddress);
        await admin.WaitAsync("/readyz?verbose", text => text.Contains("sidecarprofiles: ok, all seen", StringComparison.Ordinal));
        return webhook;
    }
}
