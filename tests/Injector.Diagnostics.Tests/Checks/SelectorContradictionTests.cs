using FsCheck.Fluent;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Tests.Checks;

public sealed class SelectorContradictionTests
{
    private static readonly string?[] Values = [null, "", "a", "b", "c"];
    private static readonly string[] Operators = ["In", "NotIn", "Exists", "DoesNotExist"];

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "app", "operator": "In", "values": ["web", "api"]}]}""", null)]
    [InlineData("""{"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}""", "app In [web] and NotIn [web]")]
    [InlineData("""{"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "app", "operator": "In", "values": ["api"]}]}""", "app In [web] and In [api]")]
    [InlineData("""{"matchExpressions": [{"key": "app", "operator": "Exists"}, {"key": "app", "operator": "DoesNotExist"}]}""", "app Exists and DoesNotExist")]
    [InlineData("""{"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["a"]}, {"key": "app", "operator": "DoesNotExist"}]}""", null)]
    [InlineData("""{"matchExpressions": [{"key": "app", "operator": "In", "values": ["a"]}, {"key": "app", "operator": "DoesNotExist"}]}""", "app In [a] and DoesNotExist")]
    public void Finds_what_excludes_itself(string selector, string? expected) =>
        SelectorContradiction.Find(new LabelSelector(GoodCluster.Json(selector))).ShouldBe(expected);

    /// <summary>A selector over one label is contradictory exactly when no value of it, nor its absence, is selected.</summary>
    [Fact]
    public void Agrees_with_what_selectors_select()
    {
        var expression = from name in Gen.Elements(Operators)
                         from values in Gen.Elements("a", "b").NonEmptyListOf()
                         select name is "In" or "NotIn"
                             ? $$"""{"key": "app", "operator": "{{name}}", "values": ["{{string.Join("\", \"", values)}}"]}"""
                             : $$"""{"key": "app", "operator": "{{name}}"}""";

        foreach (var expressions in expression.NonEmptyListOf().Sample(300, 4))
        {
            var selector = new LabelSelector(GoodCluster.Json($$"""{"matchExpressions": [{{string.Join(", ", expressions)}}]}"""));
            var isSatisfiable = Values.Any(value => selector.Selects(
                value is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["app"] = value }));

            (SelectorContradiction.Find(selector) is null).ShouldBe(isSatisfiable, string.Join(", ", expressions));
        }
    }
}
