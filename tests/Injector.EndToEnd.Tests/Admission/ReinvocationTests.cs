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

        var pod = await fixture.CreatePodAsync(Pod);

        pod.Container("mesh").MountPath("injector-logs").ShouldBe("/var/log/app");
        pod.Container("mesh").EnvironmentNames().ShouldBe(["STATSD_HOST", "STATSD_PORT"]);
    }

    [ControlPlaneTheory]
    [InlineData("before-injector")]
    [InlineData("later-than-injector")]
    public async Task Nothing_is_there_twice_beside_another_webhook(string otherName)
    {
        await using var other = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, otherName);

        var pod = await fixture.CreatePodAsync(Pod);

        pod.ContainerNames().Order().ShouldBe(["log-tail", "mesh", "statsd-exporter", "web"]);
        pod.VolumeNames().ShouldBeUnique();
        foreach (var container in pod.AllContainers())
        {
            container.EnvironmentNames().ShouldBeUnique();
            (container.VolumeMounts ?? []).Select(mount => mount.MountPath).ShouldBeUnique();
        }
    }

    [ControlPlaneFact]
    public async Task The_order_of_names_is_the_order_of_calls()
    {
        await using (var earlier = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, "before-injector"))
        {
            await fixture.CreatePodAsync(Pod);
            earlier.ContainersSeen[0].ShouldBe(1);
        }

        await using var later = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, "later-than-injector");
        await fixture.CreatePodAsync(Pod);
        later.ContainersSeen[0].ShouldBe(fixture.ControlPlane.SupportsNativeSidecars ? 1 : 3);
    }
}
