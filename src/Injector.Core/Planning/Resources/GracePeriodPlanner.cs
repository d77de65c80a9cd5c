using System.Text;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Resources;

/// <summary>
/// Gives a pod the termination time that added containers need: what their profiles state and how long their hooks sleep, since the API server rejects a sleep
/// longer than the pod's grace period. The period is only ever raised.
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

    // A profile that is already there got its time in the pass that added it; what it states now belongs to another edition.
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
