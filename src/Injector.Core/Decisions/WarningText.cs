using System.Collections.Immutable;
using Injector.Core.Decisions.Requests;
using Injector.Core.Messages;
using Injector.Core.Plans;

namespace Injector.Core.Decisions;

/// <summary>Words warnings for whoever created the pod. The API server advises 120 characters and cuts at 256 (KEP-1693).</summary>
internal static class WarningText
{
    private const int MaxLength = 120;
    private const int MaxWarnings = 5;

    public static string ForSkip(InjectionDecision.Skip skip) => Shorten($"no sidecars ({skip.Code.Text()}): {skip.Message}");

    public static ImmutableArray<string> ForInjection(DecisionContext context, InjectionPlan plan)
    {
        var unknown = context.Profiles.Where(profile => profile.Profile is null).Select(profile => profile.Name).ToArray();
        var leftOut = unknown.Length == 0 ? Array.Empty<string>() : [$"unknown profile {MessageText.Names(unknown)} was left out"];
        return Few([.. leftOut, .. Empty(context, plan), .. Idle(context), .. plan.Warnings], plan.FurtherWarnings);
    }

    /// <summary>For a pod that has it all: what of it is not as it should be, and files whose annotation is gone.</summary>
    public static ImmutableArray<string> ForWhatIsThere(DecisionContext context, InjectionPlan? plan) =>
        Few([.. Empty(context, null), .. plan?.Unrepaired ?? []], further: 0);

    /// <summary>For annotations that would mean something if somebody asked for their profile, and for files whose annotation is gone.</summary>
    public static ImmutableArray<string> ForPodThatDidNotAsk(DecisionContext context) => Few([.. Empty(context, null), .. Idle(context)], further: 0);

    /// <summary>For files whose annotation is gone.</summary>
    public static ImmutableArray<string> ForEmptyFiles(DecisionContext context) => Few([.. Empty(context, null)], further: 0);

    private static IEnumerable<string> Empty(DecisionContext context, InjectionPlan? plan)
    {
        var missing = EmptyFiles.Of(context.Pod, context.Settings.Keys, plan);
        return missing.IsEmpty ? [] : missing.Select(key => $"a file is empty without annotation {key}; copy pods with --keep-annotations=true");
    }

    private static IEnumerable<string> Idle(DecisionContext context)
    {
        var idle = IdleParameters.Of(context);
        return idle.IsEmpty ? [] : idle.Select(one => $"{one.Key} has no effect: nobody asks for it; add {one.Profile} to {context.Settings.Keys.Inject}");
    }

    private static ImmutableArray<string> Few(ImmutableArray<string> warnings, int further) => warnings.Length + further <= MaxWarnings
        ? [.. warnings.Select(Shorten)]
        : [.. warnings.Take(MaxWarnings - 1).Select(Shorten), $"and {warnings.Length + further - MaxWarnings + 1} more warnings"];

    private static string Shorten(string text) => MessageText.Cut(text, MaxLength);
}
