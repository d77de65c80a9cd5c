using System.Text;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Tests.Editing;

/// <summary>What did not change of a JSON document keeps its bytes.</summary>
public sealed class JsonEditorTests
{
    [Theory]
    [InlineData("{\n    \"a\": {\n        \"b\": [\"x\",   \"y\"]\n    }\n}", "{\n    \"a\": {\n        \"b\": [\"x\",   \"y\"],\n        \"new\": {\n            \"c\": [\n                \"d\"\n            ]\n        }\n    }\n}")]
    [InlineData("{\n\t\"a\": {}\n}", "{\n\t\"a\": {\n\t\t\"new\": {\n\t\t\t\"c\": [\n\t\t\t\t\"d\"\n\t\t\t]\n\t\t}\n\t}\n}")]
    [InlineData("{\r\n  \"a\": {\r\n    \"b\": 1\r\n  }\r\n}", "{\r\n  \"a\": {\r\n    \"b\": 1,\r\n    \"new\": {\r\n      \"c\": [\r\n        \"d\"\r\n      ]\r\n    }\r\n  }\r\n}")]
    [InlineData("{\n  \"a\": {\"b\": \"\\u003c\\/\", \"e\": 1.50}\n}", "{\n  \"a\": {\"b\": \"\\u003c\\/\", \"e\": 1.50, \"new\": {\"c\":[\"d\"]}}\n}")]
    [InlineData("{\"a\":{\"b\":1},\"z\":[ ]}", "{\"a\":{\"b\":1,\"new\":{\"c\":[\"d\"]}},\"z\":[ ]}")]
    [InlineData("{ \"a\" : { \"b\" : 1 }, \"z\" : { } }", "{ \"a\" : { \"b\" : 1, \"new\" : {\"c\":[\"d\"]} }, \"z\" : { } }")]
    public void Lays_out_a_new_member_as_those_beside_it_and_gives_the_text_back_without_it(string text, string expected)
    {
        var tree = Read(text);
        var value = new MappingNode();
        var list = new SequenceNode();
        list.Items.Add(ScalarNode.Text("d"));
        value.Set("c", list);
        ((MappingNode)tree["a"]!).Set("new", value);

        Write(text, tree).ShouldBe(expected);

        var again = Read(expected);
        var changed = (MappingNode)again["a"]!;
        changed.Remove(changed.Find("new")!);
        Write(expected, again).ShouldBe(text);
    }

    [Theory]
    [InlineData("{\n   \"a\": [\n      {\"n\": 1},\n      {\"n\": 2}\n   ]\n}", "{\n   \"a\": [\n      \"new\",\n      {\"n\": 1},\n      {\"n\": 2}\n   ]\n}")]
    [InlineData("{\n  \"a\": [1, 2]\n}", "{\n  \"a\": [\"new\", 1, 2]\n}")]
    [InlineData("{\"a\":[]}", "{\"a\":[\"new\"]}")]
    public void Puts_an_item_ahead_of_others_that_keep_their_bytes(string text, string expected)
    {
        var tree = Read(text);
        ((SequenceNode)tree["a"]!).Items.Insert(0, ScalarNode.Text("new"));

        Write(text, tree).ShouldBe(expected);

        var again = Read(expected);
        ((SequenceNode)again["a"]!).RemoveAt(0);
        Write(expected, again).ShouldBe(text);
    }

    private static MappingNode Read(string text) => (MappingNode)JsonTreeReader.Read(Encoding.UTF8.GetBytes(text)).Root!;

    private static string Write(string text, MappingNode root) => Encoding.UTF8.GetString(JsonEditor.Write(Encoding.UTF8.GetBytes(text), root).Span);
}
