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

    [ControlPlaneTheory]
    [InlineData("0x1440 0+2x60", "25h", 1)]
    [InlineData("0+2x30", "30m", 1)]
    [InlineData("0+2x1500", "25h", 0)]
    [InlineData("0x1500", "25h", 0)]
    public async Task A_reason_that_denies_more_than_a_day_ago_or_for_the_first_time_is_an_alert(string denied, string at, int expected)
    {
        var rules = (await Monitoring.RenderAsync())["PrometheusRule"]["spec"]!["groups"]![0]!["rules"]!.AsArray();
        var denies = (string)rules.Single(rule => (string)rule!["alert"]! == "InjectorDenies")!["expr"]!;
        var path = Path.Combine(_folder, "test.json");
        await File.WriteAllTextAsync(path, new JsonObject
        {
            ["evaluation_interval"] = "1m",
            ["tests"] = new JsonArray(new JsonObject
            {
                ["interval"] = "1m",
                ["input_series"] = new JsonArray(new JsonObject { ["series"] = "injector_admission_requests_total{result=\"denied\",reason=\"bad-parameter\"}", ["values"] = denied }),
                ["promql_expr_test"] = new JsonArray(new JsonObject
                {
                    ["expr"] = $"count({denies}) or vector(0)",
                    ["eval_time"] = at,
                    ["exp_samples"] = new JsonArray(new JsonObject { ["labels"] = "{}", ["value"] = expected }),
                }),
            }),
        }.ToJsonString());

        var outcome = await ChartTool.RunAsync("promtool", ["test", "rules", path]);

        outcome.ExitCode.ShouldBe(0, outcome.Output + outcome.Errors);
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
