using System.Collections.Immutable;
using Injector.Diagnostics.Checks.Workloads;
using Injector.Diagnostics.Drift;
using Injector.Grammar.Messages;

namespace Injector.Output.Drift;

/// <summary>Drift as text: one line for pods with the same drift, followed by the fields that differ, what to do for each workload, and a count at the end.</summary>
internal static class DriftTable
{
    /// <summary>Max fields shown for pods with the same drift; JSON contains all.</summary>
    private const int MaxFields = 8;

    public static void Write(DriftReport report, CommandConsole console)
    {
        var lines = new ColumnText();
        foreach (var workload in report.Workloads)
        {
            foreach (var alike in workload.Findings)
            {
                lines.Add(
                    new PaintedText(alike[0].Kind.Word(), ColourOf(alike[0].Kind)), Title(workload), Pods(workload, alike), DisplayText.Prose(alike[0].Reason).Cut(CommandConsole.MaxLine));
                foreach (var field in Fields(alike[0].Differences))
                {
                    lines.Add("", "", "", field);
                }
            }

            foreach (var fix in workload.Fixes)
            {
                lines.Add("", "", "", new PaintedText($"-> {DisplayText.Prose(fix).Cut(CommandConsole.MaxLine)}", Colour.Faint));
            }
        }

        lines.Write(console.Out);
        if (!lines.IsEmpty)
        {
            console.Out.WriteLine();
        }

        console.Out.WriteLine(Summary(report));
    }

    private static DisplayText Title(WorkloadDrift workload) => $"{workload.Kind} {workload.Namespace}/{workload.Name}";

    private static string Pods(WorkloadDrift workload, ImmutableArray<PodDrift> alike) =>
        workload.Kind == "Pod" ? "" : alike.Length == workload.Pods ? PodOwner.Count(alike.Length) : $"{alike.Length} of {PodOwner.Count(workload.Pods)}";

    private static IEnumerable<string> Fields(ImmutableArray<FieldDifference> differences)
    {
        foreach (var difference in differences.Take(MaxFields))
        {
            var (present, wanted) = ShortValues.Of(difference.Is, difference.WouldBe);
            yield return $"{DisplayText.Of(difference.Path).Cut(CommandConsole.MaxLine)}: {present}, would be {wanted}";
        }

        if (differences.Length > MaxFields)
        {
            yield return $"… and {differences.Length - MaxFields} more";
        }
    }

    private static string Summary(DriftReport report)
    {
        var found = report.Counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Kind.Word()}").ToList();
        var looked = $"{PodOwner.Count(report.Pods)} looked at";
        return found.Count > 0 ? $"{looked}: {string.Join(", ", found)}" : $"{looked}: none has drifted";
    }

    private static Colour ColourOf(DriftKind kind) => kind switch
    {
        DriftKind.Missed or DriftKind.Changed or DriftKind.Denied => Colour.Bad,
        _ => Colour.Caution,
    };
}

/// <summary>Shortens two different values to the parts that differ.</summary>
internal static class ShortValues
{
    private const int MaxLength = 72;
    private const int Before = 16;

    /// <summary>The two values, on one line each.</summary>
    public static (string Present, string Wanted) Of(string? present, string? wanted)
    {
        if (present is null || wanted is null || (present.Length <= MaxLength && wanted.Length <= MaxLength))
        {
            return (Shorten(present, 0), Shorten(wanted, 0));
        }

        var same = present.AsSpan().CommonPrefixLength(wanted);
        var start = Math.Max(0, same - Before);
        return (Shorten(present, start), Shorten(wanted, start));
    }

    private static string Shorten(string? value, int start) => value switch
    {
        null => "absent",
        "" => "empty",
        _ => $"{(start > 0 ? "…" : "")}{DisplayText.Of(value[start..]).Cut(MaxLength + 1)}",
    };
}
