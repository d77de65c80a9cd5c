using System.Collections.Immutable;
using Injector.Core.Plans;

namespace Injector.Core.Decisions;

/// <summary>Words warnings for whoever created the pod. The API server advises 120 characters and cuts at 256 (KEP-1693).</summary>
internal static class WarningText
{
    private const int Longest = 120;

    public static string ForSkip(InjectionDecision.Skip skip) => Shorten($"no sidecars ({skip.Code.Text()}): {skip.Message}");

    public static ImmutableArray<string> ForInjection(DecisionContext context, InjectionPlan plan)
    {
        var unknown = context.Profiles.Where(profile => profile.Profile is null).Select(profile => profile.Name).ToArray();
        return unknown.Length == 0
            ? [.. plan.Warnings.Select(Shorten)]
            : [Shorten($"unknown profile {string.Join(", ", unknown)} was left out"), .. plan.Warnings.Select(Shorten)];
    }

    private static string Shorten(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
}
