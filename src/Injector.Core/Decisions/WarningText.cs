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

    /// <summary>For a pod that asked and goes without: why, and files whose annotation is gone.</summary>
    public static PodWarnings ForSkip(DecisionContext context, InjectionDecision.Skip skip) =>
        Few([$"no sidecars ({skip.Code.Text()}): {skip.Message}", .. Empty(context, null)], further: 0);

    public static PodWarnings ForInjection(DecisionContext context, InjectionPlan plan)
    {
        var unknown = context.Profiles.Where(profile => profile.Profile is null).Select(profile => profile.Name).ToArray();
        var leftOut = unknown.Length == 0 ? Array.Empty<string>() : [$"unknown profile {MessageText.Names(unknown)} was left out"];
        return Few([.. leftOut, .. Empty(context, plan), .. Idle(context), .. plan.Warnings], plan.FurtherWarnings);
    }

    /// <summary>For a pod that has it all, of which something is not as it should be, and for files whose annotation is gone.</summary>
    public static PodWarnings ForWhatIsThere(DecisionContext context, InjectionPlan plan) => Few([.. Empty(context, plan), .. plan.Unrepaired], further: 0);

    /// <summary>For annotations that would mean something if somebody asked for their profile, and for files whose annotation is gone.</summary>
    public static PodWarnings ForPodThatDidNotAsk(DecisionContext context)
    {
        var (files, parameters) = (EmptyFiles.Of(context.Pod, context.Settings.Keys, null), IdleParameters.Of(context));
        return files.IsEmpty && parameters.IsEmpty ? PodWarnings.None : Few([.. Empty(files), .. Idle(context, parameters)], further: 0);
    }

    /// <summary>For files whose annotation is gone.</summary>
    public static PodWarnings ForEmptyFiles(DecisionContext context) =>
        EmptyFiles.Of(context.Pod, context.Settings.Keys, null) is { IsEmpty: false } files ? Few([.. Empty(files)], further: 0) : PodWarnings.None;

    private static IEnumerable<string> Empty(DecisionContext context, InjectionPlan? plan) => Empty(EmptyFiles.Of(context.Pod, context.Settings.Keys, plan));

    private static IEnumerable<string> Empty(ImmutableArray<string> missing) =>
        missing.Select(key => $"a file is empty without annotation {key}; copy pods with --keep-annotations=true");

    private static IEnumerable<string> Idle(DecisionContext context) => Idle(context, IdleParameters.Of(context));

    private static IEnumerable<string> Idle(DecisionContext context, ImmutableArray<(string Key, string Profile)> idle) =>
        idle.Select(one => $"{one.Key} has no effect: nobody asks for it; add {one.Profile} to {context.Settings.Keys.Inject}");

    private static PodWarnings Few(ImmutableArray<string> warnings, int further)
    {
        if (warnings.IsEmpty)
        {
            return PodWarnings.None;
        }

        ImmutableArray<string> shown = warnings.Length + further <= MaxWarnings
            ? [.. warnings.Select(Shorten)]
            : [.. warnings.Take(MaxWarnings - 1).Select(Shorten), $"and {warnings.Length + further - MaxWarnings + 1} more warnings"];
        return new PodWarnings(shown, further == 0 ? warnings : warnings.Add($"and {further} more warnings"));
    }

    private static string Shorten(string text) => MessageText.Cut(text, MaxLength);
}
