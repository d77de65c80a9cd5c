using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Cluster;

[Collection(SharedControlPlane.Name)]
public sealed class NamespaceTests(ControlPlaneFixture fixture)
{
    [ControlPlaneFact]
    public async Task The_running_webhook_follows_the_annotation_of_a_namespace()
    {
        await using var webhook = await StartAsync();
        var followed = new FollowedNamespace(fixture.Client, await webhook.NewNamespaceAsync());
        await followed.WaitAsync(injected: false);

        await followed.RequestForAsync("log-tail");
        (await followed.WaitAsync(injected: true))["spec"]!["volumes"]!.AsArray().Select(volume => volume!["name"]!.ToString())
            .ShouldContain(name => name.StartsWith("injector-", StringComparison.Ordinal));

        await followed.RequestForAsync("false");
        await followed.WaitAsync(injected: false);
        await followed.RequestForAsync("log-tail");
        await followed.WaitAsync(injected: true);
        await followed.RequestForAsync(null);
        await followed.WaitAsync(injected: false);
    }

    [ControlPlaneFact]
    public async Task A_namespace_that_existed_before_the_webhook_counts_from_the_start()
    {
        const string label = "seen-at-the-start";
        var existing = await fixture.NewNamespaceAsync(
            InjectorWebhook.LabelsFor(label), new Dictionary<string, string> { ["injector.io/inject"] = "log-tail" });

        await using var webhook = await StartAsync((label, existing));

        await new FollowedNamespace(fixture.Client, existing).WaitAsync(injected: true);
    }

    [ControlPlaneFact]
    public async Task The_cluster_says_itself_whether_it_knows_native_sidecars()
    {
        await using var webhook = await StartAsync();
        var followed = new FollowedNamespace(fixture.Client, await webhook.NewNamespaceAsync());
        await followed.RequestForAsync("log-tail");

        var pod = await followed.WaitAsync(injected: true);

        // log-tail brings one sidecar: an init container where that can be one.
        (pod["spec"]!["initContainers"] is JsonArray { Count: > 0 }).ShouldBe(fixture.ControlPlane.ServerVersion >= new Version(1, 32));
        pod["spec"]!["containers"]!.AsArray().Count.ShouldBe(fixture.ControlPlane.ServerVersion >= new Version(1, 32) ? 1 : 2);
    }

    private async Task<InjectorWebhook> StartAsync((string Label, string ProbeNamespace)? served = null)
    {
        var options = InjectorWebhook.OptionsFor(fixture.ControlPlane) with { KubernetesVersion = "", Kubeconfig = fixture.ControlPlane.KubeconfigPath };
        var webhook = await InjectorWebhook.StartAsync(fixture, options, served: served);
        using var admin = new AdminPort(webhook.Running.AdminAddress);
        await admin.WaitAsync("/readyz?verbose", text => text.Contains("namespaces: ok, all seen", StringComparison.Ordinal)
            && text.Contains("cluster-version: ok", StringComparison.Ordinal));
        return webhook;
    }
}
