using Injector.Core.Profiles.Templates;

namespace Injector.Core.Tests.Profiles.Templates;

public sealed class TemplateTextParserTests
{
    private static readonly FixedScope Scope = new FixedScope()
        .With("params.port", 8080)
        .With("params.path", "/logs")
        .With("params.args", "a", "b")
        .With("pod.namespace", "shop");

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("$(params.port)", "8080")]
    [InlineData("$(params.path)/app.log", "\"/logs/app.log\"")]
    [InlineData("$(pod.namespace)-$(params.port)", "\"shop-8080\"")]
    [InlineData("all: $(params.args)", "\"all: a,b\"")]
    [InlineData("$(params.args)", "[\"a\",\"b\"]")]
    public void Sets_values_where_references_stand(string text, string expected) => Render(text, textOnly: false).ShouldBe(expected);

    [Theory]
    [InlineData("$(params.port)", "\"8080\"")]
    [InlineData("$(params.args)", "\"a,b\"")]
    public void Writes_text_where_only_text_will_do(string text, string expected) => Render(text, textOnly: true).ShouldBe(expected);

    [Theory]
    [InlineData("$(NODE_NAME)")]
    [InlineData("$$(NODE_NAME)")]
    [InlineData("$(date +%s)")]
    [InlineData("$((1 + 2))")]
    [InlineData("${POD_NAME}")]
    [InlineData("$(unclosed")]
    [InlineData("costs $5 $")]
    [InlineData("$()")]
    [InlineData("$(cat /etc/app.conf)")]
    public void Leaves_alone_what_is_not_ours(string text) => RenderText(text).ShouldBe(text);

    [Theory]
    [InlineData("$$(params.path)", "$(params.path)")]
    [InlineData("$$(foo.bar)", "$(foo.bar)")]
    [InlineData("a $$(params.path) b $(params.path)", "a $(params.path) b /logs")]
    [InlineData("$$$(params.path)", "$$/logs")]
    [InlineData("$$$$(params.path)", "$$$(params.path)")]
    public void Reads_a_doubled_dollar_as_a_literal_reference(string text, string expected) => RenderText(text).ShouldBe(expected);

    [Theory]
    [InlineData("$(param.path)", "known are app.container")]
    [InlineData("$(pod.nmae)", "pod.namespace")]
    [InlineData("$(params.)", "write params.name")]
    [InlineData("$(params.a b)", "write params.name")]
    [InlineData("$( params.path )", "params")]
    [InlineData("$(params.path", "never closed")]
    [InlineData("x$(params.args[*])", "whole item")]
    [InlineData("$(params.args[*])x", "whole item")]
    [InlineData("$(params[path])", "params")]
    [InlineData("$(document.body)", "is written with two dollars, $$(")]
    public void Explains_a_wrong_reference(string text, string explanation)
    {
        TemplateTextParser.TryParse(text, textOnly: false, out var node, out var error).ShouldBeFalse();

        node.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(explanation);
    }

    [Fact]
    public void Splices_a_whole_item()
    {
        TemplateTextParser.TryParse("$(params.args[*])", textOnly: true, out var node, out _).ShouldBeTrue();

        node.ShouldBe(new TemplateNode.Splice(new VariableReference("params", "args"), AsText: true));
    }

    private static string RenderText(string text)
    {
        TemplateTextParser.TryParse(text, textOnly: true, out var node, out var error).ShouldBeTrue(error);
        TemplateRenderer.TryRender(node!, Scope, out var value).ShouldBeTrue();
        return value!.GetValue<string>();
    }

    private static string Render(string text, bool textOnly)
    {
        TemplateTextParser.TryParse(text, textOnly, out var node, out var error).ShouldBeTrue(error);
        TemplateRenderer.TryRender(node!, Scope, out var value).ShouldBeTrue();
        return value!.ToJsonString();
    }
}
