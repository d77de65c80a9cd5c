using System.Collections.Immutable;
using Injector.Core.Decisions.Requests;
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
        var leftOut = unknown.Length == 0 ? Array.Empty<string>() : [Shorten($"unknown profile {string.Join(", ", unknown)} was left out")];
        return [.. leftOut, .. ForIdleParameters(context), .. plan.Warnings.Select(Shorten)];
    }

    /// <summary>For annotations that would mean something if somebody asked for their profile.</summary>
    public static ImmutableArray<string> ForIdleParameters(DecisionContext context)
    {
        var idle = IdleParameters.Of(context);
        return idle.IsEmpty
            ? []
            : [.. idle.Select(one => Shorten($"{one.Key} has no effect: nobody asks for it; add {one.Profile} to {context.Settings.Keys.Inject}"))];
    }

    private static string Shorten(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
}
