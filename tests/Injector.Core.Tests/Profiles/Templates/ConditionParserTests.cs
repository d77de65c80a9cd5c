using Injector.Core.Profiles.Templates;

namespace Injector.Core.Tests.Profiles.Templates;

public sealed class ConditionParserTests
{
    private static readonly FixedScope Scope = new FixedScope()
        .With("params.output", "loki")
        .With("params.tls", true)
        .With("params.off", false)
        .With("params.empty", "")
        .With("params.port", 3100)
        .With("params.words", "two words")
        .With("params.list", "a")
        .With("params.nothing", []);

    [Theory]
    [InlineData("params.output == loki", true)]
    [InlineData("params.output==loki", true)]
    [InlineData("params.output == es", false)]
    [InlineData("params.output != es", true)]
    [InlineData("params.output in [es, loki]", true)]
    [InlineData("params.output in [es]", false)]
    [InlineData("params.output not in [es, stdout]", true)]
    [InlineData("params.output not in [loki]", false)]
    [InlineData("params.words == 'two words'", true)]
    [InlineData("params.words == \"two words\"", true)]
    [InlineData("params.port == 3100", true)]
    [InlineData("params.tls == true", true)]
    [InlineData("params.tls", true)]
    [InlineData("params.off", false)]
    [InlineData("params.empty", false)]
    [InlineData("params.absent", false)]
    [InlineData("params.list", true)]
    [InlineData("params.nothing", false)]
    [InlineData("!params.absent", true)]
    [InlineData("!!params.tls", true)]
    [InlineData("params.absent == x", false)]
    [InlineData("params.absent != x", true)]
    [InlineData("params.tls && params.off", false)]
    [InlineData("params.tls || params.off", true)]
    [InlineData("params.off && params.off || params.tls", true)]
    [InlineData("params.off && (params.off || params.tls)", false)]
    [InlineData("!(params.off || params.tls)", false)]
    [InlineData("params.output == 'in'", false)]
    public void Answers_by_the_grammar(string text, bool expected)
    {
        ConditionParser.TryParse(text, out var condition, out var error).ShouldBeTrue(error);

        condition!.Holds(Scope).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "character 1")]
    [InlineData("params.a ==", "character 12")]
    [InlineData("params.a = b", "'=' has no meaning")]
    [InlineData("params.a == 'b", "never closed")]
    [InlineData("(params.a", "')'")]
    [InlineData("params.a)", "character 9")]
    [InlineData("params.a params.b", "character 10")]
    [InlineData("params.a in b", "'['")]
    [InlineData("params.a in [b", "']'")]
    [InlineData("params.a in []", "a value")]
    [InlineData("params.a not b", "'in' after 'not'")]
    [InlineData("foo.a == b", "no variable 'foo.a'")]
    [InlineData("sidecar.kind == b", "sidecar.mode")]
    [InlineData("params.a &&", "a variable")]
    [InlineData("'params.a' == b", "a variable")]
    public void Names_the_place_of_an_error(string text, string explanation)
    {
        ConditionParser.TryParse(text, out var condition, out var error).ShouldBeFalse();

        condition.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(explanation);
    }

    [Fact]
    public void Refuses_nesting_without_end()
    {
        ConditionParser.TryParse(new string('!', 10_000) + "params.a", out _, out var error).ShouldBeFalse();

        error.ShouldNotBeNull().ShouldContain("nested");
    }

    [Fact]
    public void Tells_every_variable_it_reads()
    {
        ConditionParser.TryParse("params.a && !(params.b == x || params.c in [y])", out var condition, out _).ShouldBeTrue();

        condition!.References.Select(reference => reference.Name).ShouldBe(["a", "b", "c"]);
    }
}
