using System.Text;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Manifests.Tests.Patching;

/// <summary>The examples of RFC 6902, appendix A, for the three operations that are known here.</summary>
public sealed class TreePatchTests
{
    [Theory]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("""{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""", """{"foo":"bar","child":{"grandchild":{}}}""")]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"replace","path":"/~01","value":11},{"op":"replace","path":"/~1","value":8}]""", """{"/":8,"~1":11}""")]
    [InlineData("""{"foo":null}""", """[{"op":"add","path":"/foo","value":1}]""", """{"foo":1}""")]
    [InlineData("""{"a":[1.50]}""", """[{"op":"add","path":"/a/0","value":1e3}]""", """{"a":[1e3,1.50]}""")]
    public void Applies_the_examples_of_the_standard(string document, string patch, string expected)
    {
        var tree = (MappingNode)JsonTreeReader.Read(Encoding.UTF8.GetBytes(document)).Root!;

        TreePatch.Apply(tree, PatchOperation.ReadAll(Encoding.UTF8.GetBytes(patch)));

        Encoding.UTF8.GetString(JsonTreeWriter.Write(tree).Span).ShouldBe(expected);
    }

    [Theory]
    [InlineData("""[{"op":"add","path":"/a/b/c","value":1}]""")]
    [InlineData("""[{"op":"remove","path":"/x"}]""")]
    [InlineData("""[{"op":"replace","path":"/x","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/3","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/01","value":1}]""")]
    [InlineData("""[{"op":"remove","path":"/list/-"}]""")]
    [InlineData("""[{"op":"move","path":"/list","from":"/x"}]""")]
    public void What_does_not_fit_is_refused(string patch)
    {
        var tree = (MappingNode)JsonTreeReader.Read("""{"a":1,"list":[1,2]}"""u8).Root!;

        Should.Throw<InvalidOperationException>(() => TreePatch.Apply(tree, PatchOperation.ReadAll(Encoding.UTF8.GetBytes(patch))));
    }
}
