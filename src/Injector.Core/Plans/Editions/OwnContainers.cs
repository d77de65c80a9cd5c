using System.Text;
using Injector.Core.Json;
using Injector.Core.Messages;
using Injector.Core.Plans.Containers;
using Injector.Core.Plans.Rendering;
using Injector.Core.Plans.Status;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Editions;

/// <summary>Finds containers that were taken for those of a profile and are something else.</summary>
internal static class OwnContainers
{
    public static void Verify(ProfileDraft draft, InjectionStatus status, MessageList unverified)
    {
        var prepared = draft.Matches.Any(static match => match.State is MatchState.Ours) ? WithPartsOnRecord(draft, status) : null;
        for (var i = 0; i < draft.Matches.Length; i++)
        {
            if (draft.Matches[i] is { State: MatchState.Ours, Existing: { } existing } && Difference(prepared!.Containers[i], existing, !ReferenceEquals(prepared, draft.Prepared)) is { } field)
            {
                var values = field == "image" ? $" ({existing.Image} in place of {prepared.Containers[i].View.Image})" : "";
                unverified.Add($"container {existing.Name} is not what profile {draft.Name} brings: {field} differs{values}; "
                    + "take it out with injector uninject, or rename it if it is your own");
            }
        }
    }

    // What a merged container's author may not write is no better on record than in a pod.
    private static string? Difference(PreparedContainer container, ContainerView existing, bool isMerged) =>
        isMerged && !container.Errors.IsEmpty ? "what its author wrote into it" : ContainerVerification.Difference(container.View, existing);

    /// <summary>The profile as an earlier pass rendered it: with the partial containers that made way then, and are on record now.</summary>
    private static PreparedProfile WithPartsOnRecord(ProfileDraft draft, InjectionStatus status)
    {
        var preparation = draft.Preparation;
        foreach (var superseded in status.Superseded)
        {
            var json = Encoding.UTF8.GetBytes(superseded.Json);
            using var document = ReceivedJson.Open(json);
            var name = JsonCover.Text(JsonCover.Member(document.RootElement, "name"));
            for (var i = 0; i < draft.Matches.Length; i++)
            {
                if (draft.Matches[i].State is MatchState.Ours && draft.Matches[i].Name == name)
                {
                    preparation = preparation with { Partials = preparation.Partials.SetItem(draft.Prepared.Containers[i].TemplateName, json) };
                }
            }
        }

        return ReferenceEquals(preparation, draft.Preparation) ? draft.Prepared : ProfilePreparer.Prepare(preparation);
    }
}
