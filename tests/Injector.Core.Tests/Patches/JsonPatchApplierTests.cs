using System.Text.Json.Nodes;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Patches;

/// <summary>The applier that judges patches is held to the examples of RFC 6902, appendix A.</summary>
public sealed class JsonPatchApplierTests
{
    [Theory]
    [InlineData("A.1", """{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"baz":"qux","foo":"bar"}""")]
    [InlineData("A.2", """{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("A.3", """{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("A.4", """{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("A.5", """{"baz":"qux","foo":"bar"}""", """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}""")]
    [InlineData("A.6", """{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}""", """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""", """{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}""")]
    [InlineData("A.7", """{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""", """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("A.8", """{"baz":"qux","foo":["a",2,"c"]}""", """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}""")]
    [InlineData("A.10", """{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""", """{"foo":"bar","child":{"grandchild":{}}}""")]
    [InlineData("A.11", """{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux","xyz":123}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("A.14", """{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}""")]
    [InlineData("A.16", """{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    public void Applies_the_examples_of_the_rfc(string example, string document, string patch, string expected)
    {
        var result = JsonPatchApplier.Apply(JsonNode.Parse(document), JsonNode.Parse(patch)!.AsArray());
        JsonNode.DeepEquals(result, JsonNode.Parse(expected)).ShouldBeTrue($"{example}: {result?.ToJsonString()}");
    }

    [Theory]
    [InlineData("A.9", """{"baz":"qux"}""", """[{"op":"test","path":"/baz","value":"bar"}]""")]
    [InlineData("A.12", """{"foo":"bar"}""", """[{"op":"add","path":"/baz/bat","value":"qux"}]""")]
    [InlineData("A.15", """{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":"10"}]""")]
    [InlineData("index beyond the end", """{"foo":[]}""", """[{"op":"add","path":"/foo/1","value":1}]""")]
    [InlineData("negative index", """{"foo":[1]}""", """[{"op":"add","path":"/foo/-1","value":1}]""")]
    [InlineData("leading zero", """{"foo":[1,2]}""", """[{"op":"remove","path":"/foo/01"}]""")]
    [InlineData("missing member", """{}""", """[{"op":"remove","path":"/foo"}]""")]
    [InlineData("null parent", """{"foo":null}""", """[{"op":"add","path":"/foo/bar","value":1}]""")]
    [InlineData("no value", """{}""", """[{"op":"add","path":"/foo"}]""")]
    public void Refuses_what_the_api_server_refuses(string example, string document, string patch) =>
        Should.Throw<JsonPatchException>(() => JsonPatchApplier.Apply(JsonNode.Parse(document), JsonNode.Parse(patch)!.AsArray()), example);
}
