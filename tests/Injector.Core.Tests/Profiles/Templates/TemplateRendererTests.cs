using Injector.Core.Profiles.Templates;

namespace Injector.Core.Tests.Profiles.Templates;

public sealed class TemplateRendererTests
{
    private static readonly Condition Holds = new Condition.IsSet(new VariableReference("params", "yes"));
    private static readonly Condition Fails = new Condition.Not(Holds);
    private static readonly FixedScope Scope = new FixedScope().With("params.yes", true).With("params.list", "a", "b").With("params.numbers",
        new TemplateValue.List([new TemplateValue.Integer(1), new TemplateValue.Integer(2)]));

    [Fact]
    public void Leaves_out_members_without_a_value()
    {
        var node = Object(("kept", Text("x")), ("absent", Variable("gone")), ("conditional", new TemplateNode.When(Fails, Text("y"))));

        Render(node).ShouldBe("""{"kept":"x"}""");
    }

    [Fact]
    public void Leaves_out_items_without_a_value_and_splices_lists()
    {
        var node = Array(
            Text("first"), Variable("gone"), new TemplateNode.Splice(Reference("list")), new TemplateNode.Splice(Reference("gone")),
            new TemplateNode.WhenItems(Holds, [Text("x"), new TemplateNode.Splice(Reference("list"))]), new TemplateNode.WhenItems(Fails, [Text("never")]));

        Render(node).ShouldBe("""["first","a","b","x","a","b"]""");
    }

    [Fact]
    public void Keeps_types_unless_text_is_wanted()
    {
        Render(Array(new TemplateNode.Splice(Reference("numbers")))).ShouldBe("[1,2]");
        Render(Array(new TemplateNode.Splice(Reference("numbers"), AsText: true))).ShouldBe("""["1","2"]""");
        Render(Variable("yes")).ShouldBe("true");
    }

    [Fact]
    public void Treats_text_that_is_only_an_absent_variable_as_absent()
    {
        var alone = new TemplateNode.Text([new TextSegment(null, Reference("gone"))]);
        var inside = new TemplateNode.Text([new TextSegment("a", null), new TextSegment(null, Reference("gone"))]);

        TemplateRenderer.TryRender(alone, Scope, out _).ShouldBeFalse();
        Render(inside).ShouldBe("\"a\"");
    }

    [Fact]
    public void Renders_constants_as_they_are()
    {
        Render(Array(TemplateNode.Literal.Parse("null"), TemplateNode.Literal.Parse("1.50"), TemplateNode.Literal.Of("\"é\n"))).ShouldBe("[null,1.50,\"\\u0022\\u00E9\\n\"]");
    }

    [Fact]
    public void Never_reads_a_value_as_a_template()
    {
        var scope = new FixedScope().With("params.x", "$(params.y)\"}],\n").With("params.y", "never");

        TemplateRenderer.TryRender(Variable("x"), scope, out var value).ShouldBeTrue();

        value!.GetValue<string>().ShouldBe("$(params.y)\"}],\n");
    }

    private static string Render(TemplateNode node)
    {
        TemplateRenderer.TryRender(node, Scope, out var value).ShouldBeTrue();
        return value!.ToJsonString();
    }

    private static VariableReference Reference(string name) => new("params", name);

    private static TemplateNode.Variable Variable(string name) => new(Reference(name));

    private static TemplateNode.Literal Text(string text) => TemplateNode.Literal.Of(text);

    private static TemplateNode.Array Array(params TemplateNode[] items) => new([.. items]);

    private static TemplateNode.Object Object(params (string Name, TemplateNode Value)[] members) =>
        new([.. members.Select(member => new TemplateMember(member.Name, member.Value))]);
}
