using Injector.Manifests.Injection;

namespace Injector.Output.Manifests;

/// <summary>Reports what was removed from every document: one line each, followed by warnings, and a summary at the end.</summary>
internal static class RemovalReport
{
    /// <summary>Writes the report.</summary>
    public static void Write(IReadOnlyList<DocumentOutcome> outcomes, CommandConsole console)
    {
        var lines = new ColumnText();
        var hasContent = outcomes.Any(outcome => outcome.Loaded.Tree.Root is not null);
        foreach (var outcome in outcomes)
        {
            foreach (var target in outcome.Targets)
            {
                var (word, colour, rest) = Verdict(target);
                lines.Add(ReportLines.Title(target), new PaintedText(word, colour), rest);
            }

            ReportLines.AddObjectless(lines, outcome, hasContent);
        }

        lines.Write(console.Error);
        NoticeLines.WriteWarnings(console, outcomes.SelectMany(Warnings));
        console.Error.WriteLine(Summary(outcomes));
    }

    private static (string Word, Colour Colour, string Reason) Verdict(TargetOutcome target) => target switch
    {
        { Removal: null } => ("passed through", Colour.Faint, target.PassedBecause),
        { Removal.Refusal: { } refusal } => ("refused", Colour.Bad, refusal),
        { Operations.Count: 0 } => ("untouched", Colour.Faint, "nothing was injected"),
        { Removal: { Profiles.IsEmpty: false } removal } => ("uninjected", Colour.Good, Gone(removal.Profiles, removal.Containers)),
        _ => ("cleared", Colour.Good, "the record of a skipped injection"),
    };

    private static string Gone(IReadOnlyCollection<string> profiles, IReadOnlyCollection<string> containers) =>
        string.Join(", ", profiles) + (containers.Count == 0 ? "" : $" → {string.Join(", ", containers)}");

    private static IEnumerable<string> Warnings(DocumentOutcome outcome)
    {
        foreach (var warning in outcome.Loaded.Warnings)
        {
            yield return warning;
        }

        foreach (var target in outcome.Targets)
        {
            foreach (var warning in target.Removal?.Warnings ?? [])
            {
                yield return $"{target.Object.Title}: {warning}";
            }
        }

        foreach (var lost in ReportLines.Lost(outcome))
        {
            yield return lost;
        }
    }

    private static string Summary(IReadOnlyList<DocumentOutcome> outcomes)
    {
        var targets = outcomes.SelectMany(outcome => outcome.Targets).ToList();
        var changed = targets.Count(target => target.Operations.Count > 0);
        var refused = targets.Count(target => target.Removal?.Refusal is not null);
        var untouched = targets.Count(target => target.Removal is not null) - changed - refused;
        var passed = targets.Count(target => target.Removal is null) + outcomes.Count(outcome => outcome.Targets.Count == 0 && outcome.Loaded.Tree.Root is not null);
        return outcomes.Count == 0
            ? "the input holds no document"
            : $"{changed} uninjected, {untouched} untouched, {refused} refused, {passed} passed through";
    }
}
