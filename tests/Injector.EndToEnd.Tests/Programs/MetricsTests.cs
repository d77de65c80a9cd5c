using System.Globalization;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>The profile metrics with the programs that it is about.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class MetricsTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    [ControlPlaneFact]
    public async Task Prometheus_counts_the_requests_of_nginx_through_the_injected_exporter()
    {
        await using var programs = new ScrapedNginx(fixture.ControlPlane);
        await programs.StartNginxAsync();
        var pod = await fixture.Client.CreateAsync($"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods", Pod(programs)).EnsureAsync();
        await programs.StartExporterAsync(pod.Container("nginx-exporter"));
        await programs.StartPrometheusAsync(pod);

        await programs.WaitForAsync("nginx_up{pod=\"shop\"}", up => up == 1);
        for (var visit = 0; visit < 50; visit++)
        {
            (await programs.VisitAsync()).ShouldBe("shop");
        }

        await programs.WaitForAsync("nginx_http_requests_total{pod=\"shop\"}", requests => requests >= 50);
    }

    private static string Pod(ScrapedNginx programs) => string.Create(CultureInfo.InvariantCulture, $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: shop
          annotations:
            injector.io/inject: metrics
            metrics.injector.io/exporter: nginx
            metrics.injector.io/target: {{programs.NginxAddress}}stub_status
            metrics.injector.io/port: "{{programs.ExporterPort}}"
            metrics.injector.io/path: /nginx-metrics
        spec:
          containers:
          - {name: nginx, image: "docker.io/library/nginx:1.28", ports: [{containerPort: {{programs.NginxPort}}}]}
        """);
}
