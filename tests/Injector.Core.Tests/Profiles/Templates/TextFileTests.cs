using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Tests.Profiles.Templates;

public sealed class TextFileTests
{
    private static readonly FixedScope Scope = new FixedScope()
        .With("params.port", 8080)
        .With("params.path", "/logs")
        .With("params.args", "a", "b")
        .With("pod.namespace", "shop");

    [Theory]
    [InlineData("listen 80;\n", "listen 80;\n")]
    [InlineData("", "")]
    [InlineData("listen $(params.port);\nroot $(params.path);", "listen 8080;\nroot /logs;")]
    [InlineData("$(params.port)", "8080")]
    [InlineData("$(params.args)", "a,b")]
    [InlineData("tabs\tand \"quotes\" \\ stay\r\n", "tabs\tand \"quotes\" \\ stay\r\n")]
    public void Are_written_as_they_stand_with_the_values(string text, string expected) => Render(text).ShouldBe(expected);

    [Theory]
    [InlineData("$(HOSTNAME) $(date +%s) $$(HOSTNAME) ${x} $remote_addr $1 $$ $", "$(HOSTNAME) $(date +%s) $$(HOSTNAME) ${x} $remote_addr $1 $$ $")]
    [InlineData("$$(params.path)", "$(params.path)")]
    [InlineData("$$(document.body)", "$(document.body)")]
    [InlineData("$$$(params.path)", "$/logs")]
    [InlineData("$$$$(params.path)", "$$(params.path)")]
    [InlineData("$(params.port)$(params.port)$$(params.port)", "80808080$(params.port)")]
    public void Have_a_literal_reference_behind_two_dollars(string text, string expected) => Render(text).ShouldBe(expected);

    [Fact]
    public void Have_nothing_where_a_variable_has_no_value() => Render("a=$(params.unset)\n").ShouldBe("a=\n");

    [Theory]
    [InlineData("$(params.args[*])", "joined by commas as $(params.args)")]
    [InlineData("x $(params.args[*])", "write $(params.args)")]
    [InlineData("x $(parms.path)", "known are app.container")]
    [InlineData("x $(params.path", "never closed")]
    [InlineData("$(window.onload)", "is written with two dollars, $$(")]
    public void Say_what_is_wrong_with_a_reference(string text, string explanation)
    {
        TemplateTextParser.TryParseFile(text, out var node, out var error).ShouldBeFalse();

        node.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(explanation);
    }

    /// <summary>Whatever values hold, references above all, the text is its constant pieces with the values between them.</summary>
    [Fact]
    public void Never_read_a_value_again()
    {
        var piece = Gen.Elements("$(params.a)", "$(params.b)", "$$(params.a)", "$(", "$", ")", "params.a", "\"", "'", "\\", "\n", "}", "[*]", "x", "{{ . }}", "$(ports.");
        var value = piece.ArrayOf().Select(string.Concat);
        var constant = Gen.Elements("listen ", ";\n", "'", "\"", "{", "}", "\\", " $1 ", "${x}", "");
        var cases = from a in value from b in value from before in constant from between in constant from after in constant select (a, b, before, between, after);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var scope = new FixedScope().With("params.a", one.a).With("params.b", one.b);
            TemplateTextParser.TryParseFile($"{one.before}$(params.a){one.between}$(params.b){one.after}", out var node, out var error).ShouldBeTrue(error);
            TemplateRenderer.RenderFile(node!, scope).ShouldBe(one.before + one.a + one.between + one.b + one.after);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2026, 1129));
    }

    private static string Render(string text)
    {
        TemplateTextParser.TryParseFile(text, out var node, out var error).ShouldBeTrue(error);
        return TemplateRenderer.RenderFile(node!, Scope);
    }
}
