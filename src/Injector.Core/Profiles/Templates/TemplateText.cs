using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>A text that was compiled, perhaps under conditions. Values are written as they are and never read again, whatever they hold.</summary>
internal sealed class TemplateText
{
    private readonly ImmutableArray<(string? Constant, TemplateHole Hole)> _segments;
    private readonly ImmutableArray<CompiledCondition> _conditions;

    public TemplateText(ImmutableArray<(string? Constant, TemplateHole Hole)> segments, ImmutableArray<CompiledCondition> conditions) =>
        (_segments, _conditions) = (segments, conditions);

    /// <summary>The text; empty when a condition does not hold.</summary>
    /// <param name="values">The values of the variables.</param>
    public string Render(TemplateValues values)
    {
        foreach (var condition in _conditions)
        {
            if (!values.Holds(condition))
            {
                return "";
            }
        }

        if (_segments is [{ Constant: { } constant }])
        {
            return constant;
        }

        var text = new System.Runtime.CompilerServices.DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[512]);
        foreach (var (fixedText, hole) in _segments)
        {
            text.AppendLiteral(fixedText ?? hole.Value(values).AsText());
        }

        return text.ToStringAndClear();
    }
}
