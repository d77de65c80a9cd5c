using System.Collections.Immutable;
using Injector.Diagnostics.Findings;
using Injector.Grammar.Messages;

namespace Injector.Output.Checks;

/// <summary>Findings as text: one line each, followed by what to do, and a count at the end.</summary>
internal static class FindingsTable
{
    /// <summary>Width of the longest state, <c>problem</c>, so that tables look the same whatever the result.</summary>
    private const int StateWidth = 7;

    public static void Write(ImmutableArray<Finding> findings, CommandConsole console)
    {
        var lines = new ColumnText { MinFirstWidth = StateWidth };
        var section = "";
        foreach (var finding in findings)
        {
            if (finding.Section != section)
            {
                if (section.Length > 0)
                {
                    lines.Add();
                }

                section = finding.Section;
                lines.Add(new PaintedText(section, Colour.Heading));
            }

            lines.Add(new PaintedText(finding.State.Word(), ColourOf(finding.State)), finding.Check, DisplayText.Prose(finding.Detail).Cut(CommandConsole.MaxLine));
            if (finding.Fix.Length > 0)
            {
                lines.Add("", "", new PaintedText($"-> {DisplayText.Prose(finding.Fix).Cut(CommandConsole.MaxLine)}", Colour.Faint));
            }
        }

        lines.Write(console.Out);
        console.Out.WriteLine();
        console.Out.WriteLine(string.Join(", ", Counts(findings).Select(count => $"{count.Count} {Plural(count.Word, count.Count)}")));
    }

    /// <summary>Writes findings on one line each, ending with what to do.</summary>
    public static void WriteShort(IEnumerable<Finding> findings, CommandConsole console)
    {
        foreach (var finding in findings)
        {
            console.Out.WriteLine(
                new PaintedText(finding.State.Word(), ColourOf(finding.State)),
                $" {finding.Check}: ",
                DisplayText.Prose(finding.Detail).Cut(CommandConsole.MaxLine),
                finding.Fix.Length > 0 ? new PaintedText($" -> {DisplayText.Prose(finding.Fix).Cut(CommandConsole.MaxLine)}", Colour.Faint) : "");
        }
    }

    /// <summary>Number of findings in each state.</summary>
    public static IEnumerable<(string Word, int Count)> Counts(ImmutableArray<Finding> findings) =>
        Enum.GetValues<FindingState>().Select(state => (state.Word(), findings.Count(finding => finding.State == state)));

    private static string Plural(string word, int count) => count != 1 && word is ("warning" or "problem") ? $"{word}s" : word;

    private static Colour ColourOf(FindingState state) => state switch
    {
        FindingState.Ok => Colour.Good,
        FindingState.Warning => Colour.Caution,
        FindingState.Problem => Colour.Bad,
        _ => Colour.Faint,
    };
}
