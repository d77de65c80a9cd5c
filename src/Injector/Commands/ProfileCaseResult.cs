using System.Text.RegularExpressions;

namespace Injector.Commands;

/// <summary>What a case came to.</summary>
/// <param name="Text">What is compared with <c>expected.yaml</c>; <see langword="null"/> when the case cannot be read.</param>
/// <param name="Outcome">What became of its workloads, such as <c>denied</c>, or why the case cannot be read.</param>
internal sealed partial record ProfileCaseResult(string? Text, string Outcome)
{
    /// <summary>A case that says nothing about profiles, whatever its <c>expected.yaml</c> holds.</summary>
    internal static ProfileCaseResult Unreadable(string reason) => new(null, reason);

    /// <summary>Takes the outcome from the report's last line, such as <c>1 injected, 0 skipped, 0 denied, 0 passed through</c>.</summary>
    internal static ProfileCaseResult Of(string report, string text)
    {
        var last = report.TrimEnd().Split('\n')[^1];
        var counts = Count().Matches(last).Where(match => match.Groups[1].Value != "0").ToArray();
        return counts switch
        {
            [] => Unreadable("pod.yaml holds no pod and no workload"),
            [var only] when only.Groups[1].Value == "1" => new(text, only.Groups[2].Value),
            _ => new(text, string.Join(", ", counts.Select(count => count.Value))),
        };
    }

    [GeneratedRegex("([0-9]+) (injected|skipped|denied)")]
    private static partial Regex Count();
}
