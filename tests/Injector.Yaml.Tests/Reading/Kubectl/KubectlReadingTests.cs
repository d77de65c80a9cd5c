using System.Text;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;
using Injector.Yaml.Editing;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Tests.Reading.Kubectl;

/// <summary>What a manifest says is what kubectl reads in it.</summary>
public sealed class KubectlReadingTests
{
    /// <summary>A line that the scanner reads only in another layout, so that the layout is made for whatever stands below it.</summary>
    private const string NeedsLayout = "layout: {a: &layout 1, b: 2}\n";

    private static IEnumerable<(string Text, string Json)> All =>
    [
        .. KubectlDocuments.Blocks, .. KubectlDocuments.Quotes, .. KubectlDocuments.Brackets, .. KubectlDocuments.Tags, .. KubectlDocuments.Merges,
        .. KubectlDocuments.Keys, .. KubectlDocuments.Ends, .. KubectlDocuments.Scalars,
    ];

    public static TheoryData<string, string> Documents()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (text, json) in All)
        {
            rows.Add(text, json);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_says_what_kubectl_reads_in_it(string text, string json) => ShouldSay(Body(text), json, text);

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_layout_for_the_scanner_changes_no_value(string text, string json)
    {
        var read = Body(NeedsLayout + text).ShouldNotBeNull();

        read.Remove("layout").ShouldBeTrue();
        ShouldSay(read, json, text);
    }

    /// <summary>To kubectl these are two keys until both are text, and then it takes the one that comes last out of a map without order: now one, now the other.</summary>
    [Theory]
    [InlineData("d: {1: a, \"1\": b}\n")]
    [InlineData("d: {\"true\": a, yes: b}\n")]
    public void Of_a_key_as_a_value_and_as_a_text_the_later_counts(string text) =>
        Body(text).ShouldNotBeNull()["d"]!.AsObject().ShouldHaveSingleItem().Value!.GetValue<string>().ShouldBe("b");

    [KubectlFact]
    public void Kubectl_itself_reads_the_same()
    {
        foreach (var (text, json) in All)
        {
            ShouldSay(OfflineKubectl.Read(text), json, text);
        }
    }

    [Theory]
    [InlineData("a: |\n  \n  b\nc: \"d\ne\"\nf: [1\n", 6)]
    [InlineData("a: [\nb]\nc: d: e\n", 3)]
    public void What_is_wrong_behind_what_only_the_scanner_refuses_is_told_with_its_own_line(string text, int line) =>
        YamlTreeReader.Read(text, YamlSchema.Kubectl).Fault.ShouldNotBeNull().Location.Line.ShouldBeGreaterThanOrEqualTo(line);

    [Theory]
    [InlineData("a: {b: &x 1, c: *x}\nd:\n- e\n", "d", 3, 1)]
    [InlineData("a:\n  b: [\nc, d]\ne: \"f\ng\"\nh: i\n", "h", 6, 4)]
    [InlineData("a: \"it\\'s\"\r\nb: |\r\n  \r\n  c\r\nd: {e: f}\r\n", "d", 5, 4)]
    public void A_value_has_the_place_where_it_is_written(string text, string name, int line, int column)
    {
        var root = (Nodes.MappingNode)YamlTreeReader.Read(text, YamlSchema.Kubectl).Documents.ShouldHaveSingleItem().Root!;

        (root[name]!.Place.Line, root[name]!.Place.Column).ShouldBe((line, column));
    }

    [Theory]
    [InlineData("a: !!binary 5\n")]
    [InlineData("a: !!int x\n")]
    [InlineData("a: !!int 1.0\n")]
    [InlineData("a: !!bool 5\n")]
    [InlineData("a: !!null x\n")]
    [InlineData("a: {~: b}\n")]
    [InlineData("a: {<<: 5}\n")]
    [InlineData("a: {[b]: c}\n")]
    public void What_kubectl_refuses_is_a_problem(string text) => YamlTreeReader.Read(text, YamlSchema.Kubectl).Problems.ShouldNotBeEmpty();

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "the key a stands twice, first in line 1: kubectl takes the last", 3)]
    [InlineData("a: !Ref b\n", "the tag !Ref has no meaning in a Kubernetes manifest", 1)]
    public void What_kubectl_reads_without_a_word_though_it_is_odd_is_a_warning(string text, string warning, int line)
    {
        var tree = YamlTreeReader.Read(text, YamlSchema.Kubectl).Documents.ShouldHaveSingleItem();

        tree.Problems.ShouldBeEmpty();
        var only = tree.Warnings.ShouldHaveSingleItem();
        only.Message.ShouldContain(warning);
        only.Location.Line.ShouldBe(line);
    }

    private static JsonObject? Body(string text)
    {
        var reading = YamlTreeReader.Read(OfflineKubectl.Head + text, YamlSchema.Kubectl);
        reading.Fault.ShouldBeNull(text);
        reading.Problems.ShouldBeEmpty(text);
        return OfflineKubectl.Body(JsonNode.Parse(Encoding.UTF8.GetString(JsonTreeWriter.Write(reading.Documents[0].Root!).Span))!.AsObject());
    }

    private static void ShouldSay(JsonObject? read, string json, string text) =>
        JsonNode.DeepEquals(read, JsonNode.Parse(json)).ShouldBeTrue($"{text}\nis {read?.ToJsonString()}\nnot {json}");
}
