using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Profiles.Templates;

/// <summary>Compiles templates when their profile is loaded. What needs no variable becomes one constant.</summary>
/// <param name="variables">Receives the variables and conditions.</param>
internal sealed class TemplateCompiler(TemplateVariables variables)
{
    /// <summary>Compiles a template.</summary>
    /// <param name="node">The template.</param>
    /// <param name="place">How the kubelet reads what it renders to.</param>
    public TemplateProgram Compile(TemplateNode node, TemplatePlace place = TemplatePlace.Plain) => node switch
    {
        TemplateNode.Literal literal => new TemplateProgram.Constant(JsonConstant.Of(JsonValue.Create(literal.Value))),
        TemplateNode.Variable variable => new TemplateProgram.Variable(Hole(variable.Reference, place), asText: false),
        TemplateNode.Splice splice => new TemplateProgram.Splice(Hole(splice.Reference, place), splice.AsText),
        TemplateNode.Text { Segments: [{ Reference: { } only }] } => new TemplateProgram.Variable(Hole(only, place), asText: true),
        TemplateNode.Text text => new TemplateProgram.Text(new TemplateText(Segments(text, place), [])),
        TemplateNode.When conditional => new TemplateProgram.When(variables.Compile(conditional.Condition)!, Compile(conditional.Body, place)),
        TemplateNode.WhenItems conditional => new TemplateProgram.WhenItems(variables.Compile(conditional.Condition)!, Items(conditional.Items, place)),
        TemplateNode.Each each => new TemplateProgram.Each(variables.NumberOf(each.Reference), Compile(each.Body, place)),
        TemplateNode.Object source => Object([.. source.Members.Select(member => (JsonName.Of(member.Name), Compile(member.Value, Below(place, member.Name))))]),
        TemplateNode.Array source => Array(Items(source.Items, place)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not a known kind of template."),
    };

    /// <summary>Compiles the text of a file.</summary>
    /// <param name="node">What <see cref="TemplateTextParser.TryParseFile"/> made, perhaps under a condition.</param>
    public TemplateText CompileFile(TemplateNode node)
    {
        var conditions = ImmutableArray.CreateBuilder<CompiledCondition>();
        while (node is TemplateNode.When conditional)
        {
            conditions.Add(variables.Compile(conditional.Condition)!);
            node = conditional.Body;
        }

        return node switch
        {
            TemplateNode.Literal literal => new TemplateText([(literal.Value.GetString()!, default)], conditions.ToImmutable()),
            TemplateNode.Text text => new TemplateText(Segments(text, TemplatePlace.Plain), conditions.ToImmutable()),
            _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not the text of a file."),
        };
    }

    /// <summary>Makes an object of compiled members.</summary>
    /// <param name="members">The members.</param>
    public static TemplateProgram Object(ImmutableArray<(JsonName Name, TemplateProgram Value)> members)
    {
        if (!members.All(member => member.Value is TemplateProgram.Constant))
        {
            return new TemplateProgram.Object(members);
        }

        ImmutableArray<JsonConstant> values = [.. members.Select(member => ((TemplateProgram.Constant)member.Value).Value)];
        var json = new ArrayBufferWriter<byte>();
        json.Write("{"u8);
        for (var i = 0; i < values.Length; i++)
        {
            json.Write(i == 0 ? ""u8 : ","u8);
            json.Write(members[i].Name.Json);
            json.Write(values[i].Json.Span);
        }

        json.Write("}"u8);
        return new TemplateProgram.Constant(JsonConstant.Object([.. members.Select(member => member.Name)], values, json.WrittenSpan.ToArray()));
    }

    private static TemplateProgram Array(ImmutableArray<TemplateProgram> items)
    {
        if (!items.All(item => item is TemplateProgram.Constant))
        {
            return new TemplateProgram.Array(items);
        }

        ImmutableArray<JsonConstant> values = [.. items.Select(item => ((TemplateProgram.Constant)item).Value)];
        var json = new ArrayBufferWriter<byte>();
        json.Write("["u8);
        for (var i = 0; i < values.Length; i++)
        {
            json.Write(i == 0 ? ""u8 : ","u8);
            json.Write(values[i].Json.Span);
        }

        json.Write("]"u8);
        return new TemplateProgram.Constant(JsonConstant.Array(values, json.WrittenSpan.ToArray()));
    }

    private static TemplatePlace Below(TemplatePlace place, string member) =>
        place is not TemplatePlace.Mounts ? place : member == "subPathExpr" ? TemplatePlace.Expanded : TemplatePlace.Mounts;

    private ImmutableArray<TemplateProgram> Items(ImmutableArray<TemplateNode> items, TemplatePlace place) => [.. items.Select(item => Compile(item, place))];

    private ImmutableArray<(string? Constant, TemplateHole Hole)> Segments(TemplateNode.Text text, TemplatePlace place) =>
        [.. text.Segments.Select(segment => (segment.Constant, segment.Reference is { } reference ? Hole(reference, place) : default))];

    private TemplateHole Hole(VariableReference reference, TemplatePlace place) => new(variables.NumberOf(reference), place is TemplatePlace.Expanded);
}
