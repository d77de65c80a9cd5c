using System.Collections.Immutable;
using System.Text;

namespace Injector.Core.Profiles.Templates;

/// <summary>
/// Finds the references in a text of a profile. Only dotted names are ours: <c>$(NODE_NAME)</c>, <c>$(date +%s)</c> and <c>${X}</c> stay as they are, for the
/// kubelet, a shell or a program to read. <c>$$(params.x)</c> writes a literal <c>$(params.x)</c>; before anything that is not ours both dollars stay, because
/// <c>$$(VAR)</c> tells the kubelet to leave <c>$(VAR)</c> alone.
/// </summary>
public static class TemplateTextParser
{
    /// <summary>Turns a text into a template.</summary>
    /// <param name="text">The text as the profile has it.</param>
    /// <param name="textOnly">Whether only text is allowed, so that a number becomes text too.</param>
    /// <param name="node">The template; <see langword="null"/> when the text contains an invalid reference.</param>
    /// <param name="error">What is wrong and what to write instead; <see langword="null"/> when the text is valid.</param>
    public static bool TryParse(string text, bool textOnly, out TemplateNode? node, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        node = null;
        if (!text.Contains("$(", StringComparison.Ordinal))
        {
            error = null;
            node = TemplateNode.Literal.Of(text);
            return true;
        }

        var segments = ImmutableArray.CreateBuilder<TextSegment>();
        if (!TrySplit(text, halvesDollars: false, segments, out var spliced, out error))
        {
            return false;
        }

        node = Build(segments.ToImmutable(), spliced, textOnly);
        return true;
    }

    /// <summary>
    /// Turns the text of a file into a template. No kubelet reads a file, so here each <c>$$</c> before a reference is one dollar: <c>$$(params.x)</c> writes a
    /// literal <c>$(params.x)</c>, and <c>$$$(params.x)</c> a dollar and the value.
    /// </summary>
    /// <param name="text">The text as the profile has it.</param>
    /// <param name="node">
    /// A <see cref="TemplateNode.Text"/>, or a <see cref="TemplateNode.Literal"/> when there is nothing to replace; <see langword="null"/> when the text
    /// contains an invalid reference.
    /// </param>
    /// <param name="error">What is wrong and what to write instead; <see langword="null"/> when the text is valid.</param>
    public static bool TryParseFile(string text, out TemplateNode? node, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        node = null;
        var segments = ImmutableArray.CreateBuilder<TextSegment>();
        if (!TrySplit(text, halvesDollars: true, segments, out var spliced, out error))
        {
            return false;
        }

        error = spliced ? $"'{text}' can only be a whole item of an array; a text has the items of a list joined by commas as $({segments[0].Reference})" : null;
        node = spliced ? null : segments.Count == 0 ? TemplateNode.Literal.Of("") : Build(segments.ToImmutable(), spliced: false, textOnly: true);
        return error is null;
    }

    private static bool TrySplit(string text, bool halvesDollars, ImmutableArray<TextSegment>.Builder segments, out bool spliced, out string? error)
    {
        var constant = new StringBuilder();
        var position = 0;
        spliced = false;
        for (var start = Next(text, 0); start >= 0; start = Next(text, position))
        {
            var found = ReferenceScanner.Scan(text, start);
            var dollars = found.IsOurs ? DollarsUpTo(text, start, position) : 1;
            var escaped = dollars % 2 == 0;
            constant.Append(text, position, start - position - (halvesDollars ? dollars / 2 : escaped ? 1 : 0));
            position = found.IsOurs && !escaped ? found.End : start + 2;
            if (!found.IsOurs || escaped)
            {
                constant.Append("$(");
                continue;
            }

            error = Explain(found.Error) ?? (found.IsSplice && (start > 0 || found.End < text.Length)
                ? $"'{text[start..found.End]}' can only be a whole item of an array; write $({found.Reference}) to join the items with commas"
                : null);
            if (error is not null)
            {
                return false;
            }

            spliced = found.IsSplice;
            AddConstant(segments, constant);
            segments.Add(new TextSegment(null, found.Reference));
        }

        constant.Append(text, position, text.Length - position);
        AddConstant(segments, constant);
        error = null;
        return true;
    }

    /// <summary>Adds how to write a text literally that is not meant as a variable, such as <c>$(document.body)</c> in a script.</summary>
    private static string? Explain(string? error) => error is null ? null : $"{error}; what is no variable is written with two dollars, $$(";

    private static TemplateNode Build(ImmutableArray<TextSegment> segments, bool spliced, bool textOnly) => segments switch
    {
        [{ Reference: { } reference }] when spliced => new TemplateNode.Splice(reference, textOnly),
        [{ Reference: { } reference }] when !textOnly => new TemplateNode.Variable(reference),
        [{ Constant: { } constant }] => TemplateNode.Literal.Of(constant),
        _ => new TemplateNode.Text(segments),
    };

    private static int Next(string text, int position) => text.IndexOf("$(", position, StringComparison.Ordinal);

    private static int DollarsUpTo(string text, int start, int position)
    {
        var count = 1;
        while (start - count >= position && text[start - count] == '$')
        {
            count++;
        }

        return count;
    }

    private static void AddConstant(ImmutableArray<TextSegment>.Builder segments, StringBuilder constant)
    {
        if (constant.Length > 0)
        {
            segments.Add(new TextSegment(constant.ToString(), null));
            constant.Clear();
        }
    }
}
