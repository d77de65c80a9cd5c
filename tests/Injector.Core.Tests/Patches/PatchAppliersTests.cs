using System.Text.Json.Nodes;
using Injector.Testing.Golden;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Patches;

/// <summary>Two appliers judge patches: our strict one, and ASP.NET Core's. Both are held to RFC 6902, and to each other.</summary>
public sealed class PatchAppliersTests
{
    /// <summary>Name, document, patch, and what becomes of the document; <see langword="null"/> where the patch does not apply.</summary>
    private static readonly (string Name, string Document, string Patch, string? Expected)[] Examples =
    [
        // Appendix A of the RFC, without A.13, which is no JSON that a patch can be given as.
        ("A.1", """{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"baz":"qux","foo":"bar"}"""),
        ("A.2", """{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}"""),
        ("A.3", """{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}"""),
        ("A.4", """{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}"""),
        ("A.5", """{"baz":"qux","foo":"bar"}""", """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}"""),
        ("A.6", """{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}""", """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""", """{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"""),
        ("A.7", """{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""", """{"foo":["all","cows","eat","grass"]}"""),
        ("A.8", """{"baz":"qux","foo":["a",2,"c"]}""", """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}"""),
        ("A.9", """{"baz":"qux"}""", """[{"op":"test","path":"/baz","value":"bar"}]""", null),
        ("A.10", """{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""", """{"foo":"bar","child":{"grandchild":{}}}"""),
        ("A.11", """{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux","xyz":123}]""", """{"foo":"bar","baz":"qux"}"""),
        ("A.12", """{"foo":"bar"}""", """[{"op":"add","path":"/baz/bat","value":"qux"}]""", null),
        ("A.14", """{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}"""),
        ("A.15", """{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":"10"}]""", null),
        ("A.16", """{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}"""),

        // What API servers do beyond its examples.
        ("copy", """{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"}]""", """{"a":{"b":1},"c":{"b":1}}"""),
        ("list in a list", """{"a":[[1]]}""", """[{"op":"add","path":"/a/0/0","value":2}]""", """{"a":[[2,1]]}"""),
        ("names that differ in case", """{"A":1,"a":2}""", """[{"op":"replace","path":"/a","value":3}]""", """{"A":1,"a":3}"""),
        ("test of an object", """{"a":{"b":1,"c":2}}""", """[{"op":"test","path":"/a","value":{"c":2,"b":1}}]""", """{"a":{"b":1,"c":2}}"""),
        ("index beyond the end", """{"foo":[]}""", """[{"op":"add","path":"/foo/1","value":1}]""", null),
        ("negative index", """{"foo":[1]}""", """[{"op":"add","path":"/foo/-1","value":1}]""", null),
        ("missing member to remove", """{}""", """[{"op":"remove","path":"/foo"}]""", null),
        ("missing member to replace", """{}""", """[{"op":"replace","path":"/foo","value":1}]""", null),
        ("null parent", """{"foo":null}""", """[{"op":"add","path":"/foo/bar","value":1}]""", null),
        ("bad escape", """{"~2":1}""", """[{"op":"remove","path":"/~2"}]""", null),
        ("leading zero", """{"foo":[1,2]}""", """[{"op":"remove","path":"/foo/01"}]""", null),
        ("no value", """{}""", """[{"op":"add","path":"/foo"}]""", null),
        ("unknown operation", """{"a":1}""", """[{"op":"put","path":"/a","value":2}]""", null),
        ("whole document", """{"a":1}""", """[{"op":"replace","path":"","value":{"c":2}}]""", """{"c":2}"""),
        ("empty name", """{"":1}""", """[{"op":"replace","path":"/","value":3}]""", """{"":3}"""),
        ("test of null", """{"a":null}""", """[{"op":"test","path":"/a","value":null}]""", """{"a":null}"""),
    ];

    /// <summary>Where Microsoft.AspNetCore.JsonPatch.SystemTextJson 10.0.15 does something else, and why that hides nothing in our patches.</summary>
    private static readonly Dictionary<string, string> DifferencesOfAspNet = new()
    {
        ["leading zero"] = "takes 01 for 1; ours refuses it, and sees every patch as well",
        ["no value"] = "takes a missing value for null; ours refuses it",
        ["unknown operation"] = "passes over an operation that it does not know; ours refuses it",
        ["whole document"] = "cannot replace the document as a whole; we patch what is in a pod",
        ["empty name"] = "cannot name a member that is called ''; no field of a pod is",
        ["test of null"] = "takes null for a value that cannot be tested; we write no test of null",
    };

    public static TheoryData<string> Names => [.. Examples.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ours_does_what_the_rfc_says(string name)
    {
        var example = Examples.Single(example => example.Name == name);

        Outcome(JsonPatchApplier.Apply, example.Document, example.Patch).ShouldBe(Canonical(example.Expected));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void That_of_AspNet_does_the_same_but_for_what_is_listed(string name)
    {
        var example = Examples.Single(example => example.Name == name);

        var isTheSame = Outcome(AspNetPatchApplier.Apply, example.Document, example.Patch) == Canonical(example.Expected);

        isTheSame.ShouldBe(!DifferencesOfAspNet.ContainsKey(name), DifferencesOfAspNet.GetValueOrDefault(name, "is not listed as a difference"));
    }

    [Fact]
    public void Every_listed_difference_is_one_of_an_example() => DifferencesOfAspNet.Keys.ShouldBeSubsetOf(Examples.Select(example => example.Name));

    [Theory]
    [MemberData(nameof(GoldenCases.Names), MemberType = typeof(GoldenCases))]
    public void Both_make_the_same_pod_of_a_golden_case(string name)
    {
        var golden = GoldenCase.Load(name);
        var result = golden.Inject(golden.Pod);
        if (result.Patch.IsEmpty)
        {
            return;
        }

        var patch = JsonNode.Parse(result.Patch.Span)!.AsArray();

        Sorted(AspNetPatchApplier.Apply(golden.Pod, patch))!.ToJsonString().ShouldBe(Sorted(JsonPatchApplier.Apply(golden.Pod, patch))!.ToJsonString());
    }

    [Fact]
    public void A_document_is_left_as_it_is_by_both()
    {
        var document = JsonNode.Parse("""{"a":{"b":[1]}}""")!;
        var patch = JsonNode.Parse("""[{"op":"add","path":"/a/b/-","value":2}]""")!.AsArray();

        AspNetPatchApplier.Apply(document, patch);
        JsonPatchApplier.Apply(document, patch);

        document.ToJsonString().ShouldBe("""{"a":{"b":[1]}}""");
    }

    /// <summary>What became of a document, with the members of objects in order of name; <see langword="null"/> where the patch did not apply.</summary>
    private static string? Outcome(Func<JsonNode, JsonArray, JsonNode?> apply, string document, string patch)
    {
        try
        {
            return Canonical(apply(JsonNode.Parse(document)!, JsonNode.Parse(patch)!.AsArray())?.ToJsonString());
        }
        catch (JsonPatchException)
        {
            return null;
        }
    }

    private static string? Canonical(string? text) => text is null ? null : Sorted(JsonNode.Parse(text))?.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
