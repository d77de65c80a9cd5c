using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Workloads;

[Collection(SharedControlPlane.Name)]
public sealed class ServerSideApplyTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: {app: web}
          annotations: {injector.io/inject: "log-tail,metrics", metrics.injector.io/exporter: statsd}
        spec:
          containers: [{name: web, image: example.test/web}]
        """;

    [ControlPlaneFact]
    public async Task A_deployment_is_applied_again_without_conflict_or_change()
    {
        var path = $"/apis/apps/v1/namespaces/{await fixture.NewNamespaceAsync()}/deployments/web";

        var first = await fixture.Client.ApplyAsync(path, Manifests.Deployment, "someone").EnsureAsync();
        var second = await fixture.Client.ApplyAsync(path, Manifests.Deployment, "someone").EnsureAsync();

        second["metadata"]!["generation"]!.ToJsonString().ShouldBe(first["metadata"]!["generation"]!.ToJsonString());
    }

    [ControlPlaneFact]
    public async Task A_pod_is_applied_again_without_conflict_or_change()
    {
        var path = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods/web";

        var first = await fixture.Client.ApplyAsync(path, Pod, "someone").EnsureAsync();
        var second = await fixture.Client.ApplyAsync(path, Pod, "someone").EnsureAsync();

        first.ContainerNames().Order().ShouldBe(["log-tail", "statsd-exporter", "web"]);
        ComparablePod.Text(second).ShouldBe(ComparablePod.Text(first));
    }

    [ControlPlaneFact]
    public async Task A_pod_that_is_applied_again_with_another_label_keeps_its_sidecars()
    {
        var path = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods/web";
        var first = await fixture.Client.ApplyAsync(path, Pod, "someone").EnsureAsync();

        var second = await fixture.Client.ApplyAsync(path, Pod.Replace("{app: web}", "{app: shop}", StringComparison.Ordinal), "someone").EnsureAsync();

        second["metadata"]!["labels"]!["app"]!.ToString().ShouldBe("shop");
        second.ContainerNames().ShouldBe(first.ContainerNames());
    }
}
