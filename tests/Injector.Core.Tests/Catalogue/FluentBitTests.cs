using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Testing;
using Injector.Testing.Catalogue;
using Injector.Testing.Documents;

namespace Injector.Core.Tests.Catalogue;

/// <summary>Holds every Fluent Bit configuration that the profiles can generate to the keys that its documentation lists.</summary>
public sealed class FluentBitTests
{
    private static readonly JsonObject Keys = YamlToJson.Single(
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Injector.Core.Tests", "Catalogue", "Keys", "fluent-bit.yaml")))!.AsObject();

    [Fact]
    public void Every_key_is_documented()
    {
        var count = 0;
        foreach (var (because, content) in GeneratedFiles.Named("fluent-bit.yaml"))
        {
            count++;
            Unknown(content).ShouldBeEmpty(because);
        }

        count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_key_that_is_not_documented_is_found() =>
        Unknown(JsonNode.Parse("""{"service":{"flush":1,"flusch":1},"pipeline":{"outputs":[{"name":"loki","match":"*","hosst":"x"}]}}""")!.AsObject())
            .ShouldBe(["service: flusch", "output loki: hosst"]);

    [Fact]
    public void Every_parser_that_is_named_is_defined()
    {
        string[] builtIn = ["go", "java", "python", "ruby"];
        foreach (var (because, content) in GeneratedFiles.Named("fluent-bit.yaml"))
        {
            var pipeline = content["pipeline"]!;
            var lines = Names(content["parsers"]).ToArray();
            var several = Names(content["multiline_parsers"]).Concat(builtIn).ToArray();
            foreach (var plugin in Items(pipeline["inputs"]).Concat(Items(pipeline["filters"])))
            {
                lines.Append(null).ShouldContain((string?)plugin["parser"], because);
                several.Append(null).ShouldContain((string?)plugin["multiline.parser"], because);
                (plugin["parser"] is not null && plugin["multiline.parser"] is not null).ShouldBeFalse(because);
            }
        }
    }

    [Fact]
    public void Every_input_keeps_its_own_positions()
    {
        foreach (var (because, content) in GeneratedFiles.Named("fluent-bit.yaml"))
        {
            Items(content["pipeline"]!["inputs"]).Select(input => (string)input["db"]!).ShouldBeUnique(because);
        }
    }

    /// <summary>While Fluent Bit ends it tries every second, which no waiting batch survives that may be tried less often.</summary>
    [Fact]
    public void A_batch_may_be_tried_more_often_than_there_are_seconds_to_end_in()
    {
        var fewest = CataloguePod.Profiles.Single(profile => profile.Name == "logging").Parameters.Single(parameter => parameter.Name == "retries").Minimum;
        foreach (var (because, content) in GeneratedFiles.Named("fluent-bit.yaml").Where(file => file.Because.StartsWith("logging ", StringComparison.Ordinal)))
        {
            ((decimal)content["service"]!["grace"]!).ShouldBeLessThan(fewest!.Value.Amount, because);
        }
    }

    [Theory]
    [InlineData("access", "10.0.0.7 - ada [21/Nov/2026:06:01:02 +0000] \"GET /cart?id=7 HTTP/1.1\" 200 512 \"https://shop/\" \"curl/8\"", "path=/cart?id=7 status=200 agent=curl/8")]
    [InlineData("access", "::1 - - [21/Nov/2026:06:01:02 +0000] \"POST / HTTP/2.0\" 302 -", "method=POST bytes=-")]
    [InlineData("syslog", "<34>Nov 21 06:01:02 web sshd[411]: session opened", "priority=34 program=sshd pid=411 message=session opened")]
    [InlineData("syslog", "Nov  1 06:01:02 web cron: done", "program=cron message=done")]
    [InlineData("log4j", "2026-11-21 06:01:02,123 [main] ERROR it broke\n\tat Shop.run(Shop.java:7)", "thread=main level=ERROR message=it broke\n\tat Shop.run(Shop.java:7)")]
    [InlineData("log4j", "2026-11-21T06:01:02.123 INFO ready", "level=INFO message=ready")]
    public void The_adapter_reads_lines_of_each_format(string format, string line, string expected)
    {
        var content = GeneratedFiles.Named("fluent-bit.yaml").First(file => file.Because.EndsWith($"format={format}", StringComparison.Ordinal)).Content;
        var match = Regex.Match(line, (string)Items(content["parsers"]).Single()["regex"]!, RegexOptions.None, TimeSpan.FromSeconds(10));

        match.Success.ShouldBeTrue();
        foreach (var pair in Regex.Split(expected, " (?=[a-z]+=)").Select(field => field.Split('=', 2)))
        {
            match.Groups[pair[0]].Value.ShouldBe(pair[1]);
        }
    }

    [Theory]
    [InlineData("ERROR it broke", true)]
    [InlineData("WARN it may break", true)]
    [InlineData("  caused by an ERROR below", false)]
    [InlineData("  a WARN", false)]
    public void A_record_begins_where_a_line_begins_with_the_expression(string line, bool begins)
    {
        const string Example = @"^\d{4}-\d{2}-\d{2}";
        var parsers = GeneratedFiles.Named("fluent-bit.yaml").SelectMany(file => Items(file.Content["multiline_parsers"])).ToArray();
        parsers.ShouldNotBeEmpty();
        foreach (var rules in parsers.Select(parser => Items(parser["rules"]).ToArray()))
        {
            // An expression without an anchor, whose alternatives would each need one.
            var written = rules.Select(rule => ((string)rule["regex"]!)[1..^1].Replace(Example, "ERROR|WARN", StringComparison.Ordinal)).ToArray();

            Regex.IsMatch(line, written[0], RegexOptions.None, TimeSpan.FromSeconds(10)).ShouldBe(begins, written[0]);
            Regex.IsMatch(line, written[1], RegexOptions.None, TimeSpan.FromSeconds(10)).ShouldBe(!begins, written[1]);
        }
    }

    private static IEnumerable<string> Unknown(JsonObject content)
    {
        var pipeline = content["pipeline"]!;
        return content.Select(section => section.Key).Except(["service", "parsers", "multiline_parsers", "pipeline"])
            .Concat(Unknown("service", content["service"]!.AsObject()))
            .Concat(Items(content["parsers"]).SelectMany(parser => Unknown("parsers", parser)))
            .Concat(Items(content["multiline_parsers"]).SelectMany(parser => Unknown("multiline_parsers", parser)))
            .Concat(Items(content["multiline_parsers"]).SelectMany(parser => Items(parser["rules"])).SelectMany(rule => Unknown("rules", rule)))
            .Concat(Items(pipeline["inputs"]).SelectMany(plugin => Plugin("input", plugin)))
            .Concat(Items(pipeline["filters"]).SelectMany(plugin => Plugin("filter", plugin)))
            .Concat(Items(pipeline["outputs"]).SelectMany(plugin => Plugin("output", plugin)));
    }

    private static IEnumerable<string> Plugin(string kind, JsonObject plugin) => Unknown($"{kind} {plugin["name"]}", plugin, Listed(kind));

    private static IEnumerable<string> Unknown(string section, JsonObject entries, IEnumerable<string>? common = null) =>
        entries.Select(entry => entry.Key).Except([.. Listed(section), .. common ?? []]).Select(key => $"{section}: {key}");

    private static IEnumerable<string> Listed(string section) => Keys[section].ShouldNotBeNull(section).AsArray().Select(key => (string)key!);

    private static IEnumerable<JsonObject> Items(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!.AsObject());

    private static IEnumerable<string?> Names(JsonNode? list) => Items(list).Select(item => (string?)item["name"]);
}
