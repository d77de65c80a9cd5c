using System.Globalization;
using System.Text.Json.Nodes;
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
        await using var programs = new ScrapedPod(fixture.ControlPlane);
        await programs.StartNginxAsync();
        var pod = await fixture.Client.CreateAsync($"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods", Pod(programs)).EnsureAsync();
        await programs.StartExporterAsync("prometheus-nginx-exporter", pod.Container("nginx-exporter"));
        await programs.StartPrometheusAsync(pod);

        await programs.WaitForAsync("nginx_up{pod=\"shop\"}", up => up == 1);
        for (var visit = 0; visit < 50; visit++)
        {
            (await programs.VisitAsync()).ShouldBe("shop");
        }

        await programs.WaitForAsync("nginx_http_requests_total{pod=\"shop\"}", requests => requests >= 50);
    }

    [ControlPlaneFact]
    public async Task Prometheus_counts_the_commands_of_Redis_behind_a_password()
    {
        await using var programs = new ScrapedPod(fixture.ControlPlane);
        var port = programs.ApplicationPort.ToString(CultureInfo.InvariantCulture);
        await programs.StartAsync("redis-server", ["--port", port, "--bind", "127.0.0.1", "--requirepass", "p-47 x", "--save", ""], () => QueryAsync(port, "PING", "PONG"));
        var pod = await CreateAsync(programs, "redis", $"127.0.0.1:{port}", "metrics.injector.io/secretName: redis, metrics.injector.io/secretKey: redis-password");
        await programs.StartExporterAsync("prometheus-redis-exporter", pod.Container("redis-exporter"), ("redis-password", "p-47 x"));
        await programs.StartPrometheusAsync(pod);

        await programs.WaitForAsync("redis_up{pod=\"shop\"}", up => up == 1);
        for (var visit = 0; visit < 20; visit++)
        {
            (await QueryAsync(port, "GET", "", "basket")).ShouldBeTrue();
        }

        await programs.WaitForAsync("redis_commands_total{pod=\"shop\",cmd=\"get\"}", commands => commands >= 20);
    }

    [ControlPlaneFact]
    public async Task Prometheus_counts_the_connections_of_PostgreSQL_by_the_user_of_a_Secret()
    {
        await using var programs = new ScrapedPod(fixture.ControlPlane);
        await using var postgres = await RunningPostgres.StartAsync();
        await postgres.QueryAsync("create table baskets (id int); insert into baskets select generate_series(1, 1000)");
        var pod = await CreateAsync(programs, "postgres", $"127.0.0.1:{postgres.Port}/postgres", "metrics.injector.io/secretName: database");
        await programs.StartExporterAsync("prometheus-postgres-exporter", pod.Container("postgres-exporter"), ("username", RunningPostgres.User), ("password", RunningPostgres.Password));
        await programs.StartPrometheusAsync(pod);

        await programs.WaitForAsync("pg_up{pod=\"shop\"}", up => up == 1);
        await programs.WaitForAsync("pg_stat_database_tup_inserted{pod=\"shop\",datname=\"postgres\"}", rows => rows >= 1000);
    }

    private static async Task<bool> QueryAsync(string port, string command, string answer, params string[] arguments)
    {
        var (code, output) = await ProgramOutput.OfAsync(ProvisionedPrograms.Find("redis-cli")!, ["-p", port, "-a", "p-47 x", "--no-auth-warning", command, .. arguments]);
        return code == 0 && output.Trim() == answer;
    }

    private async Task<JsonObject> CreateAsync(ScrapedPod programs, string exporter, string target, string annotations) =>
        await fixture.Client.CreateAsync($"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods", string.Create(CultureInfo.InvariantCulture, $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: shop
              annotations: {injector.io/inject: metrics, metrics.injector.io/exporter: {{exporter}}, metrics.injector.io/target: "{{target}}",
                metrics.injector.io/port: "{{programs.ExporterPort}}", {{annotations}}}
            spec: {containers: [{name: shop, image: "registry.example/shop:1.0"}]}
            """)).EnsureAsync();

    private static string Pod(ScrapedPod programs) => string.Create(CultureInfo.InvariantCulture, $$"""
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
          - {name: nginx, image: "docker.io/library/nginx:1.28", ports: [{containerPort: {{programs.ApplicationPort}}}]}
        """);
}
