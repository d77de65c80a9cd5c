using System.Globalization;
using System.Text.RegularExpressions;

namespace Injector.ProfileCases;

/// <summary>What came of the pod of a case.</summary>
/// <param name="Text">The report as comments, then the pod.</param>
/// <param name="Report">The report as the command line prints it.</param>
/// <param name="ExitCode">The exit code of <c>injector inject</c>.</param>
internal sealed partial record CaseResult(string Text, string Report, int ExitCode)
{
    private static readonly string[] Words = ["injected", "skipped", "denied"];

    /// <summary>The outcome in one word: <c>injected</c>, <c>skipped</c> or <c>denied</c>, or several where the case has several pods.</summary>
    public string Outcome => Summary().Match(Report) is { Success: true } counts
        ? string.Join(", ", Words.Where(word => int.Parse(counts.Groups[word].Value, CultureInfo.InvariantCulture) > 0))
        : "";

    /// <summary>Why nothing was tried; <see langword="null"/> when something was.</summary>
    public string? Failure => ExitCode is not (ExitCodes.Done or ExitCodes.Found)
        ? $"cannot be read: {Report.TrimEnd('\n').ReplaceLineEndings("; ")}"
        : Outcome.Length == 0 ? "pod.yaml holds no pod and no workload, so nothing was tried" : null;

    [GeneratedRegex("^(?<injected>[0-9]+) injected, (?<skipped>[0-9]+) skipped, (?<denied>[0-9]+) denied, ", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
