using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Rendering;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Containers;

/// <summary>
/// Determines which containers of a profile the pod already has. Their presence decides, not the status annotation alone, because people re-apply exported pods
/// with the annotation but without the sidecars.
/// </summary>
internal sealed class ContainerMatcher(PodView pod, InjectionStatus status)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Matches the containers of a profile; containers already matched to earlier profiles are not considered.</summary>
    /// <param name="draft">The profile.</param>
    /// <param name="conflicts">Receives a conflict for each name that a foreign container has.</param>
    public void Match(ProfileDraft draft, MessageList conflicts)
    {
        var matches = draft.Prepared.Containers.Select(container => Match(draft, container, conflicts)).ToImmutableArray();
        var preparation = draft.Preparation;
        for (var i = 0; i < matches.Length; i++)
        {
            var template = draft.Prepared.Containers[i].TemplateName;
            if (matches[i].Name != template)
            {
                preparation = preparation with { Names = preparation.Names.SetItem(template, matches[i].Name) };
            }

            if (matches[i] is { State: MatchState.Partial, Existing: { } partial })
            {
                preparation = preparation with { Partials = preparation.Partials.SetItem(template, partial.Json) };
            }
        }

        draft.Matches = matches;
        draft.Prepare(preparation);
    }

    private ContainerMatch Match(ProfileDraft draft, PreparedContainer container, MessageList conflicts)
    {
        var profile = draft.Preparation.Binding.Profile;
        if (!_taken.Contains(container.TemplateName) && Try(container, container.TemplateName) is { } match)
        {
            return match;
        }

        if (profile.OnConflict is NameConflictHandling.Rename)
        {
            foreach (var name in RenamedContainers.Of(container.TemplateName))
            {
                if (!_taken.Contains(name) && Try(container, name) is { } renamed)
                {
                    return renamed;
                }
            }
        }

        conflicts.Add(Describe(profile, container));
        return new ContainerMatch(MatchState.Missing, container.TemplateName, null);
    }

    /// <summary>The match under a name; <see langword="null"/> when a foreign container has it.</summary>
    private ContainerMatch? Try(PreparedContainer container, string name)
    {
        var existing = pod.AllContainers().FirstOrDefault(candidate => candidate.Name.Is(name));
        MatchState? state = existing switch
        {
            null => MatchState.Missing,
            _ when existing.Image.Is("auto"u8) => MatchState.Partial,
            _ when status.Names(name) || existing.Image.Equals(container.View.Image) => MatchState.Ours,
            _ => null,
        };
        if (state is null)
        {
            return null;
        }

        _taken.Add(name);
        return new ContainerMatch(state.Value, name, existing);
    }

    private string Describe(SidecarProfile profile, PreparedContainer container)
    {
        var name = container.TemplateName;
        if (_taken.Contains(name))
        {
            return $"two of the profiles that are asked for bring a container {name}, the second being {profile.Name}; ask for one of them, or set onConflict: rename in the profile";
        }

        var foreign = pod.AllContainers().First(candidate => candidate.Name.Is(name));
        return $"profile {profile.Name} brings container {name} (image {container.View.Image}), but the pod has a container of that name already (image {foreign.Image}); "
            + $"rename the pod's container, or give it image: auto to override the profile's";
    }
}
