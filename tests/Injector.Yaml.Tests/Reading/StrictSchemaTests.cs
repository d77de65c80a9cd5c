using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Tests.Reading;

public sealed class StrictSchemaTests
{
    [Theory]
    [InlineData("yes", "String", "yes")]
    [InlineData("on", "String", "on")]
    [InlineData("2024-01-01", "String", "2024-01-01")]
    [InlineData("1_000", "String", "1_000")]
    [InlineData("12:30", "String", "12:30")]
    [InlineData("1.2.3", "String", "1.2.3")]
    [InlineData("--flag", "String", "--flag")]
    [InlineData("'1'", "String", "1")]
    [InlineData("\"true\"", "String", "true")]
    [InlineData("''", "String", "")]
    [InlineData("0x", "String", "0x")]
    [InlineData("True", "Boolean", "true")]
    [InlineData("FALSE", "Boolean", "false")]
    [InlineData("~", "Null", "null")]
    [InlineData("", "Null", "null")]
    [InlineData("0", "Integer", "0")]
    [InlineData("-17", "Integer", "-17")]
    [InlineData("+17", "Integer", "17")]
    [InlineData("0o644", "Integer", "420")]
    [InlineData("0x1F", "Integer", "31")]
    [InlineData("1.50", "Float", "1.5")]
    [InlineData(".5", "Float", "0.5")]
    [InlineData("1e3", "Float", "1000")]
    public void Reads_scalars_by_the_core_schema(string yaml, string type, string text)
    {
        var scalar = Read($"a: {yaml}")["a"].ShouldBeOfType<ScalarNode>();

        (scalar.Kind.ToString(), scalar.JsonText).ShouldBe((type, text));
    }

    [Theory]
    [InlineData("a: 0644", "0o644")]
    [InlineData("a: .inf", "infinity")]
    [InlineData("a: -.INF", "infinity")]
    [InlineData("a: 99999999999999999999", "64 bits")]
    [InlineData("a: 1e400", "too large")]
    [InlineData("a: +99999999999999999999", "64 bits")]
    [InlineData("a: \"\\0\"", "U+0000")]
    [InlineData("a: &x 1", "anchors")]
    [InlineData("a: *x", "aliases")]
    [InlineData("a: &x 1\nb: *x", "aliases")]
    [InlineData("a: {b: 1}\nc: {<<: 1}", "merge keys")]
    [InlineData("a: !!str 1", "tags")]
    [InlineData("a: !custom {}", "tags")]
    [InlineData("a: 1\nb: 2\na: 3", "a second time (first on line 1)")]
    [InlineData("? [x]\n: 1", "must be text")]
    [InlineData("a: [1, 2", "not YAML")]
    [InlineData("a: b: c", "not YAML")]
    [InlineData("a:\n\t- b", "not YAML")]
    public void Refuses_what_readers_disagree_on(string yaml, string expected)
    {
        Problems(yaml).ShouldContain(problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.5e999")]
    [InlineData("+99999999999999999999")]
    [InlineData("0644")]
    [InlineData("-0755")]
    public void A_number_that_is_refused_is_still_one_that_JSON_can_spell(string yaml)
    {
        var scalar = ((MappingNode)YamlTreeReader.Read($"a: {yaml}", YamlSchema.Strict).Documents[0].Root!)["a"].ShouldBeOfType<ScalarNode>();

        Should.NotThrow(() => System.Text.Json.Nodes.JsonNode.Parse(scalar.JsonText));
    }

    [Fact]
    public void Refuses_nesting_without_end()
    {
        Problems(new string('[', 500) + new string(']', 500)).ShouldHaveSingleItem().ShouldContain("nested deeper than 64");
    }

    [Fact]
    public void Remembers_the_line_the_column_and_the_path()
    {
        var root = Read("a:\n  - b: 1\n    c:\n      d: 2\n");

        var inner = ((MappingNode)((SequenceNode)root["a"]!).Items[0])["c"]!;
        var place = ((MappingNode)inner)["d"]!.Location;

        (place.Line, place.Column, place.Path).ShouldBe((4, 7, "a[0].c.d"));
    }

    private static string[] Problems(string yaml)
    {
        var reading = YamlTreeReader.Read(yaml, YamlSchema.Strict);
        return [.. reading.Problems.Select(problem => problem.Message), .. reading.Fault is { } fault ? (string[])[$"not YAML: {fault.Message}"] : []];
    }

    private static MappingNode Read(string yaml)
    {
        var reading = YamlTreeReader.Read(yaml, YamlSchema.Strict);
        (reading.Fault, reading.Problems.Length).ShouldBe((null, 0));
        return reading.Documents.ShouldHaveSingleItem().Root.ShouldBeOfType<MappingNode>();
    }
}
