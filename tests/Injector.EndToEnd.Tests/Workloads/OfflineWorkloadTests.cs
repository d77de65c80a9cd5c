using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Offline;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Workloads;

[Collection(SharedControlPlane.Name)]
public sealed class OfflineWorkloadTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    [ControlPlaneTheory]
    [InlineData("yaml")]
    [InlineData("json")]
    public async Task A_deployment_injected_offline_makes_the_pod_that_the_webhook_makes(string format)
    {
        var offline = await InjectAsync(Manifests.Deployment, format);

        var local = await PodAsync(await fixture.NewNamespaceWithoutWebhookAsync(), "deployments", offline, "app=web");
        var remote = await PodAsync(await fixture.NewNamespaceAsync(), "deployments", Manifests.Deployment, "app=web");

        remote.ContainerNames().ShouldContain("log-shipper");
        ComparablePod.Text(local).ShouldBe(ComparablePod.Text(remote));
    }

    [ControlPlaneFact]
    public async Task A_stateful_set_injected_offline_makes_the_pod_that_the_webhook_makes()
    {
        var offline = await InjectAsync(Manifests.StatefulSet, "yaml");

        var local = await PodAsync(await fixture.NewNamespaceWithoutWebhookAsync(), "statefulsets", offline, "app=db");
        var remote = await PodAsync(await fixture.NewNamespaceAsync(), "statefulsets", Manifests.StatefulSet, "app=db");

        ComparablePod.Text(local).ShouldBe(ComparablePod.Text(remote));
    }

    [ControlPlaneFact]
    public async Task The_webhook_adds_nothing_to_what_was_injected_offline()
    {
        var offline = await InjectAsync(Manifests.Deployment, "yaml");

        var untouched = await PodAsync(await fixture.NewNamespaceWithoutWebhookAsync(), "deployments", offline, "app=web");
        var seen = await PodAsync(await fixture.NewNamespaceAsync(), "deployments", offline, "app=web");

        ComparablePod.Text(seen).ShouldBe(ComparablePod.Text(untouched));
    }

    private async Task<string> InjectAsync(string manifest, string format)
    {
        var offline = await OfflineInjection.RunAsync(
            manifest, "-o", format, "--kubernetes-version", fixture.ControlPlane.ServerVersion.ToString(2));
        offline.ExitCode.ShouldBe(0, offline.Errors);
        return offline.Output;
    }

    private async Task<JsonObject> PodAsync(string @namespace, string resource, string manifest, string selector)
    {
        await fixture.Client.CreateAsync($"/apis/apps/v1/namespaces/{@namespace}/{resource}", manifest).EnsureAsync();
        return await fixture.Client.WaitForPodAsync(@namespace, selector);
    }
}
