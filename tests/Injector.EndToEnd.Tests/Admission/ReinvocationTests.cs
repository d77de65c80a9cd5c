using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Admission;

[Collection(SharedControlPlane.Name)]
public sealed class ReinvocationTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations:
            injector.io/inject: log-tail,metrics
            metrics.injector.io/exporter: statsd
        spec:
          containers: [{name: web, image: example.test/web}]
        """;

    [ControlPlaneTheory]
    [InlineData("before-injector")]
    [InlineData("later-than-injector")]
    public async Task A_container_of_another_webhook_gets_its_mounts_and_environment(string otherName)
    {
        await using var other = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, otherName);

        var pod = await CreateAsync();

        pod.Container("mesh").MountPath("injector-logs").ShouldBe("/var/log/app");
        pod.Container("mesh").EnvironmentNames().ShouldBe(["STATSD_HOST", "STATSD_PORT"]);
    }

    [ControlPlaneTheory]
    [InlineData("before-injector")]
    [InlineData("later-than-injector")]
    public async Task Nothing_is_there_twice_beside_another_webhook(string otherName)
    {
        await using var other = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, otherName);

        var pod = await CreateAsync();

        pod.ContainerNames().Order().ShouldBe(["log-tail", "mesh", "statsd-exporter", "web"]);
        pod.VolumeNames().ShouldBeUnique();
        foreach (var container in pod.ContainerNames().Select(pod.Container))
        {
            container.EnvironmentNames().ShouldBeUnique();
            (container["volumeMounts"] as JsonArray ?? []).Select(mount => mount!["mountPath"]!.ToString()).ShouldBeUnique();
        }
    }

    [ControlPlaneFact]
    public async Task The_order_of_names_is_the_order_of_calls()
    {
        await using (var earlier = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, "before-injector"))
        {
            await CreateAsync();
            earlier.ContainersSeen[0].ShouldBe(1);
        }

        await using var later = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, "later-than-injector");
        await CreateAsync();
        later.ContainersSeen[0].ShouldBe(fixture.ControlPlane.SupportsNativeSidecars ? 1 : 3);
    }

    private async Task<JsonObject> CreateAsync() =>
        await fixture.Client.CreateAsync($"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods", Pod).EnsureAsync();
}
