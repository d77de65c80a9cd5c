using System.Collections.Immutable;
using Injector.Core.Plans;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>Formulates warnings for the pod's creator. The API server recommends 120 characters and truncates at 256 (KEP-1693).</summary>
internal static class WarningText
{
    private const int MaxLength = 120;
    private const int MaxWarnings = 5;

    /// <summary>For a pod whose request is skipped: the reason, and files whose annotation is missing.</summary>
    public static PodWarnings ForSkip(DecisionContext context, InjectionDecision.Skip skip)
    {
        var warnings = new MessageList();
        warnings.Add($"no sidecars ({skip.Code.Text()}): {skip.Message}");
        AddEmptyFiles(context, null, warnings);
        warnings.AddRange(StrayKeys.Of(context));
        return Few(warnings);
    }

    public static PodWarnings ForInjection(DecisionContext context, InjectionPlan plan)
    {
        var warnings = new MessageList();
        var unknown = context.Profiles.Where(profile => profile.Profile is null).Select(profile => profile.Name).ToArray();
        if (unknown.Length > 0)
        {
            warnings.Add($"unknown profile {MessageText.Names(unknown)} was left out");
        }

        AddEmptyFiles(context, plan, warnings);
        warnings.AddRange(StrayKeys.Of(context));
        warnings.AddRange(plan.Warnings);
        return Few(warnings, plan.FurtherWarnings);
    }

    /// <summary>For a fully injected pod in which something is wrong, and for files whose annotation is missing.</summary>
    public static PodWarnings ForWhatIsThere(DecisionContext context, InjectionPlan plan)
    {
        var warnings = new MessageList();
        AddEmptyFiles(context, plan, warnings);
        warnings.AddRange(plan.Unrepaired);
        return Few(warnings);
    }

    /// <summary>For a pod that got its sidecars from values that are rejected today, and for files whose annotation is missing.</summary>
    public static PodWarnings ForRefusedInNewPods(DecisionContext context)
    {
        var warnings = new MessageList();
        AddEmptyFiles(context, null, warnings);
        warnings.AddRange(context.InputErrors.Prefixed("a new pod would be refused"));
        return Few(warnings);
    }

    /// <summary>For our keys where they have no effect, and for files whose annotation is missing.</summary>
    public static PodWarnings ForPodWithoutRequest(DecisionContext context)
    {
        var (files, stray) = (EmptyFiles.Of(context.Pod, context.Settings.Keys, null), StrayKeys.Of(context));
        if (files.IsEmpty && stray.IsEmpty)
        {
            return PodWarnings.None;
        }

        var warnings = new MessageList();
        AddEmptyFiles(files, warnings);
        warnings.AddRange(stray);
        return Few(warnings);
    }

    /// <summary>For files whose annotation is missing.</summary>
    public static PodWarnings ForEmptyFiles(DecisionContext context)
    {
        var files = EmptyFiles.Of(context.Pod, context.Settings.Keys, null);
        if (files.IsEmpty)
        {
            return PodWarnings.None;
        }

        var warnings = new MessageList();
        AddEmptyFiles(files, warnings);
        return Few(warnings);
    }

    private static void AddEmptyFiles(DecisionContext context, InjectionPlan? plan, MessageList warnings) =>
        AddEmptyFiles(EmptyFiles.Of(context.Pod, context.Settings.Keys, plan), warnings);

    private static void AddEmptyFiles(ImmutableArray<string> missing, MessageList warnings)
    {
        foreach (var key in missing)
        {
            warnings.Add($"a file is empty without annotation {key}; copy pods with --keep-annotations=true");
        }
    }

    private static PodWarnings Few(MessageList warnings, int further = 0)
    {
        var (kept, count) = (warnings.Kept, warnings.Count + further);
        if (count == 0)
        {
            return PodWarnings.None;
        }

        ImmutableArray<DisplayText> shown = count <= MaxWarnings
            ? [.. kept.Select(Shorten)]
            : [.. kept.Take(MaxWarnings - 1).Select(Shorten), $"and {count - MaxWarnings + 1} more warnings"];
        return new PodWarnings(shown, kept.Length == count ? kept : kept.Add($"and {count - kept.Length} more warnings"));
    }

    private static DisplayText Shorten(DisplayText text) => text.Cut(MaxLength);
}
