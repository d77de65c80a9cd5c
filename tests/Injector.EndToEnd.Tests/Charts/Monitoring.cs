using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Testing.Documents;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>The alerts and the dashboard that the chart renders.</summary>
internal static partial class Monitoring
{
    /// <summary>The objects by kind: the <c>PrometheusRule</c>, and the <c>ConfigMap</c> with the dashboard.</summary>
    internal static async Task<Dictionary<string, JsonNode>> RenderAsync()
    {
        var outcome = await ChartTool.TemplateAsync(
            "--set", "metrics.dashboard.enabled=true,metrics.prometheusRule.enabled=true", "-s", "templates/dashboard.yaml", "-s", "templates/prometheus-rule.yaml");
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        return YamlToJson.All(outcome.Output).OfType<JsonObject>().ToDictionary(node => (string)node["kind"]!, JsonNode (node) => node);
    }

    /// <summary>The metrics of Injector that they ask for, as <c>/metrics</c> names them.</summary>
    internal static async Task<IReadOnlyList<string>> MetricNamesAsync()
    {
        var rendered = await RenderAsync();
        var expressions = rendered["PrometheusRule"]["spec"]!["groups"]![0]!["rules"]!.AsArray().Select(rule => (string)rule!["expr"]!).Concat(Queries(rendered));
        return [.. expressions.SelectMany(expression => MetricName().Matches(expression)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The queries of the dashboard.</summary>
    internal static IEnumerable<string> Queries(Dictionary<string, JsonNode> rendered) =>
        JsonNode.Parse((string)rendered["ConfigMap"]["data"]!["injector.json"]!)!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!);

    [GeneratedRegex(@"\b(injector|process|dotnet)_[a-z_]+")]
    private static partial Regex MetricName();
}
