using System.Text;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Resources;

/// <summary>
/// Gives a pod the time to end that added containers need: what their profiles ask for, and what their hooks sleep, since the API server refuses
/// a sleep that is longer than the pod's period. It is only ever raised.
/// </summary>
internal static class GracePeriodPlanner
{
    public static RaisedGracePeriod? Plan(PodView pod, IEnumerable<ProfileDraft> drafts, MessageList warnings)
    {
        if (GracePeriod.Seconds(pod) is not { } present)
        {
            return null;
        }

        var (wanted, by) = (present, "");
        foreach (var draft in drafts)
        {
            var needed = Needed(draft);
            if (needed > wanted)
            {
                (wanted, by) = (needed, draft.Name);
            }
        }

        if (by.Length == 0)
        {
            return null;
        }

        if (present != GracePeriod.Default)
        {
            warnings.Add($"{by}: terminationGracePeriodSeconds of the pod is raised from {present} to {wanted}, the time that its containers need to end");
        }

        var before = pod.TerminationGracePeriodSeconds;
        return new RaisedGracePeriod(before.IsEmpty ? null : Encoding.UTF8.GetString(before.Span), wanted);
    }

    // A profile that is there already was given its time in the pass that added it; what it says now is another edition's.
    private static long Needed(ProfileDraft draft)
    {
        if (!draft.AddsContainers && !draft.Matches.IsEmpty)
        {
            return 0;
        }

        var needed = draft.Prepared.TerminationGracePeriodSeconds;
        foreach (var container in draft.Missing())
        {
            needed = Math.Max(needed, container.MaxSleep);
        }

        return needed;
    }
}
