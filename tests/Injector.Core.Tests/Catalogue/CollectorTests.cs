using System.Text.Json.Nodes;
using Injector.Testing;
using Injector.Testing.Documents;

namespace Injector.Core.Tests.Catalogue;

/// <summary>Holds every configuration of the OpenTelemetry Collector and the json_exporter that the profiles can generate to their documented settings.</summary>
public sealed class CollectorTests
{
    private static readonly JsonNode Settings = YamlToJson.Single(
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Injector.Core.Tests", "Catalogue", "Keys", "collector.yaml")))!;

    [Theory]
    [InlineData("collector.yaml", "collector", 20)]
    [InlineData("json-exporter.yaml", "json-exporter", 1)]
    public void Every_setting_is_documented(string file, string program, int atLeast)
    {
        var count = 0;
        foreach (var (because, content) in GeneratedFiles.Named(file))
        {
            count++;
            Unknown("", content, Settings[program]!).ShouldBeEmpty(because);
        }

        count.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    [Fact]
    public void A_setting_that_is_not_documented_is_found()
    {
        var wrong = JsonNode.Parse("""{"receivers":{"carbon":{"endpiont":"x"}},"processors":{"attributes":{"actions":[{"kee":1}]}},"service":{"pipelines":{"logs":{"receiver":1}}}}""")!;

        Unknown("", wrong, Settings["collector"]!).ShouldBe(["/receivers/carbon/endpiont", "/processors/attributes/actions/0/kee", "/service/pipelines/logs/receiver"]);
    }

    /// <summary>The Collector refuses to start over a component that a pipeline names and nobody configures, and over a list of actions that is empty.</summary>
    [Fact]
    public void Every_pipeline_names_components_that_are_there_and_no_other_is()
    {
        foreach (var (because, content) in GeneratedFiles.Named("collector.yaml"))
        {
            foreach (var kind in (string[])["receivers", "processors", "exporters"])
            {
                var named = content["service"]!["pipelines"]!.AsObject().SelectMany(pipeline => pipeline.Value![kind]!.AsArray()).Select(name => (string)name!);
                content[kind]!.AsObject().Select(component => component.Key).Order(StringComparer.Ordinal)
                    .ShouldBe(named.Distinct().Order(StringComparer.Ordinal), because);
            }

            foreach (var list in (JsonNode?[])[content["processors"]!["attributes"]?["actions"], content["processors"]!["metricstransform"]?["transforms"], content["processors"]!["filter"]?["metrics"]?["metric"]])
            {
                (list is null || list.AsArray().Count > 0).ShouldBeTrue(because);
            }
        }
    }

    /// <summary>The exporter for Prometheus leaves out sums that are differences and may fall, which is what the receiver makes of counters by default.</summary>
    [Fact]
    public void Counters_of_StatsD_become_what_Prometheus_takes()
    {
        var content = GeneratedFiles.Named("collector.yaml").First(file => file.Content["receivers"]!["statsd"] is not null).Content;

        ((bool)content["receivers"]!["statsd"]!["is_monotonic_counter"]!).ShouldBeTrue();
        ((bool)content["receivers"]!["statsd"]!["enable_ip_only_aggregation"]!).ShouldBeTrue("what several sockets count would be lost");
        content["service"]!["pipelines"]!["metrics"]!["processors"]!.AsArray().Select(name => (string)name!).ShouldContain("deltatocumulative");
        ((string)content["exporters"]!["prometheus"]!["metric_expiration"]!).ShouldBe((string)content["processors"]!["deltatocumulative"]!["max_stale"]!);
    }

    private static IEnumerable<string> Unknown(string path, JsonNode? value, JsonNode? setting) => (value, setting) switch
    {
        (_, null) => [],
        (JsonArray items, JsonArray { Count: 1 } expected) => items.SelectMany((item, index) => Unknown($"{path}/{index}", item, expected[0])),
        (JsonObject members, JsonObject known) => members.SelectMany(member => Member(path, member, known)),
        _ => [path],
    };

    private static IEnumerable<string> Member(string path, KeyValuePair<string, JsonNode?> member, JsonObject known)
    {
        // A component may carry a name of its own behind a slash.
        var name = member.Key.Split('/')[0];
        return known.ContainsKey(name) ? Unknown($"{path}/{member.Key}", member.Value, known[name])
            : known.ContainsKey("*") ? Unknown($"{path}/{member.Key}", member.Value, known["*"])
            : [$"{path}/{member.Key}"];
    }
}
