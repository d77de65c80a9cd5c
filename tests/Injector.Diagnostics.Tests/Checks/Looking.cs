using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Tests.Checks;

/// <summary>Runs all checks on facts.</summary>
internal static class Looking
{
    /// <summary>The findings that are not ok, each as <c>state check: detail -> fix</c>.</summary>
    public static IReadOnlyList<string> At(ClusterFacts facts) =>
    [
        .. ClusterChecks.Evaluate(facts).Where(finding => finding.State != FindingState.Ok)
            .Select(finding => $"{finding.State.Word()} {finding.Check}: {finding.Detail} -> {finding.Fix}"),
    ];

    /// <summary>What a check says of what is good.</summary>
    public static IReadOnlyList<string> OkOf(string check, ClusterFacts facts) =>
        [.. ClusterChecks.Evaluate(facts).Where(finding => finding.State == FindingState.Ok && finding.Check == check).Select(finding => finding.Detail)];

    /// <summary>The one finding that is not ok.</summary>
    public static string AtOnly(ClusterFacts facts) => At(facts).ShouldHaveSingleItem();
}
