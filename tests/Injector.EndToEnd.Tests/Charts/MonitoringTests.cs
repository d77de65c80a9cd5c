using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

public sealed class MonitoringTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("injector-monitoring-").FullName;

    [ControlPlaneFact]
    public async Task Prometheus_reads_the_rules()
    {
        var path = Path.Combine(_folder, "rules.json");
        await File.WriteAllTextAsync(path, (await Monitoring.RenderAsync())["PrometheusRule"]["spec"]!.ToJsonString());

        var outcome = await ChartTool.RunAsync("promtool", ["check", "rules", path]);

        outcome.ExitCode.ShouldBe(0, outcome.Output + outcome.Errors);
        outcome.Output.ShouldContain("SUCCESS: 12 rules found");
    }

    [ControlPlaneFact]
    public async Task Prometheus_reads_every_query_of_the_dashboard()
    {
        var queries = Monitoring.Queries(await Monitoring.RenderAsync());
        var rules = new JsonArray([.. queries.Select((query, index) => (JsonNode)new JsonObject
        {
            ["record"] = $"query_{index}",
            ["expr"] = query.Replace("$__rate_interval", "5m", StringComparison.Ordinal),
        })]);
        var path = Path.Combine(_folder, "dashboard.json");
        await File.WriteAllTextAsync(path, new JsonObject { ["groups"] = new JsonArray(new JsonObject { ["name"] = "dashboard", ["rules"] = rules }) }.ToJsonString());

        var outcome = await ChartTool.RunAsync("promtool", ["check", "rules", path]);

        outcome.ExitCode.ShouldBe(0, outcome.Output + outcome.Errors);
        rules.Count.ShouldBeGreaterThan(9);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
