using System.Collections.Immutable;
using Injector.Core.Messages;
using Injector.Diagnostics.Findings;

namespace Injector.Output.Checks;

/// <summary>Findings for people: a line each, what to do below it, and a count at the end.</summary>
internal static class FindingsTable
{
    private const int StateWidth = 9;

    public static void Write(ImmutableArray<Finding> findings, CommandConsole console)
    {
        var widest = findings.Select(finding => finding.Check.Length).DefaultIfEmpty(0).Max();
        var section = "";
        foreach (var finding in findings)
        {
            if (finding.Section != section)
            {
                if (section.Length > 0)
                {
                    console.Out.WriteLine();
                }

                section = finding.Section;
                console.Out.WriteLine(new PaintedText(section, Colour.Heading));
            }

            var state = finding.State.Word();
            console.Out.WriteLine(
                new PaintedText(state, ColourOf(finding.State)),
                $"{new string(' ', StateWidth - state.Length)}{finding.Check.PadRight(widest)}  ",
                DisplayText.Prose(finding.Detail).Cut(CommandConsole.MaxLine));
            if (finding.Fix.Length > 0)
            {
                console.Out.WriteLine(new string(' ', StateWidth + widest + 2), new PaintedText($"-> {DisplayText.Prose(finding.Fix).Cut(CommandConsole.MaxLine)}", Colour.Faint));
            }
        }

        console.Out.WriteLine();
        console.Out.WriteLine(string.Join(", ", Counts(findings).Select(count => $"{count.Count} {Plural(count.Word, count.Count)}")));
    }

    /// <summary>Writes findings on a line each, with what to do at its end.</summary>
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

    /// <summary>How many findings there are of each state.</summary>
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
