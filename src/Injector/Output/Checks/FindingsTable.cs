using System.Collections.Immutable;
using Injector.Checks;

namespace Injector.Output.Checks;

/// <summary>Findings for people: a line each, what to do below it, and a count at the end.</summary>
internal static class FindingsTable
{
    public static void Write(ImmutableArray<Finding> findings, CommandConsole console)
    {
        var widest = findings.Select(finding => finding.Check.Length).DefaultIfEmpty(0).Max();
        foreach (var finding in findings)
        {
            var state = finding.State.Word();
            console.Out.WriteLine($"{Ansi.Paint(state, finding.State.Colour(), console.ColourOut)}{new string(' ', StateWidth - state.Length)}{finding.Check.PadRight(widest)}  {OneLine(finding.Detail)}");
            if (finding.Fix.Length > 0)
            {
                console.Out.WriteLine($"{new string(' ', StateWidth + widest)}  {Ansi.Paint($"-> {OneLine(finding.Fix)}", Colour.Faint, console.ColourOut)}");
            }
        }

        console.Out.WriteLine();
        console.Out.WriteLine(string.Join(", ", Counts(findings).Select(count => $"{count.Count} {count.Word}")));
    }

    /// <summary>How many findings there are of each state.</summary>
    public static IEnumerable<(string Word, int Count)> Counts(ImmutableArray<Finding> findings) =>
        Enum.GetValues<FindingState>().Select(state => (state.Word(), findings.Count(finding => finding.State == state)));

    private const int StateWidth = 9;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
