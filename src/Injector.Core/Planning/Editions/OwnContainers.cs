using System.Collections.Immutable;
using System.Text;
using Injector.Core.Planning.Drafts;
using Injector.Core.Rendering;
using Injector.Core.Status;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Editions;

/// <summary>Finds containers that were matched to a profile but are something else.</summary>
internal static class OwnContainers
{
    /// <summary>
    /// If the record names the current edition, compares every field that decides which program runs and with which rights. For a container that is not on
    /// record as this edition's, compares only the image.
    /// </summary>
    public static void Verify(ProfileDraft draft, InjectionStatus status, MessageList unverified)
    {
        if (draft.AddsAllContainers)
        {
            return;
        }

        var isSame = draft.Recorded is RecordedEdition.Same;
        var prepared = isSame ? WithPartsOnRecord(draft, status) : draft.Prepared;
        for (var i = 0; i < draft.Matches.Length; i++)
        {
            if (draft.Matches[i] is not { State: MatchState.Ours, Existing: { } existing })
            {
                continue;
            }

            var ours = prepared.Containers[i];
            var field = !isSame || !status.Names(draft.Matches[i].Name) ? ImageReference.MayReplace(existing.Image, ours.View.Image) ? null : "image"
                : !ReferenceEquals(prepared, draft.Prepared) && !ours.Errors.IsEmpty ? "what its author wrote into it"
                : ContainerVerification.Difference(ours.View, existing, Copied(draft, ours.TemplateName));
            if (field is not null)
            {
                var values = field == "image" ? $" ({existing.Image} in place of {ours.View.Image})" : "";
                unverified.Add($"container {existing.Name} is not what profile {draft.Name} brings: {field} differs{values}; "
                    + "take it out with injector uninject, or rename it if it is your own");
            }
        }
    }

    private static ImmutableArray<string> Copied(ProfileDraft draft, string template)
    {
        var profile = draft.Preparation.Binding.Profile;
        foreach (var container in profile.InitContainers.Concat(profile.Sidecars))
        {
            if (container.Name == template)
            {
                return container.Copy;
            }
        }

        return [];
    }

    /// <summary>The profile as an earlier pass rendered it: with the partial containers that were replaced then and are now on record.</summary>
    private static PreparedProfile WithPartsOnRecord(ProfileDraft draft, InjectionStatus status)
    {
        var preparation = draft.Preparation;
        foreach (var superseded in status.Superseded)
        {
            var json = Encoding.UTF8.GetBytes(superseded.Json);
            using var document = ReceivedJson.Open(json);
            var name = JsonCover.Member(document.RootElement, "name").AsText();
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
