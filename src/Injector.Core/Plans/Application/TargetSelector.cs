using System.Collections.Immutable;
using Injector.Core.Plans.Containers;
using Injector.Core.Plans.Status;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Application;

/// <summary>Chooses the containers that are the application: the named ones, else every regular container that is not injected and
/// does not wait to be, and the init containers where a profile is for them too (<see cref="TargetContainer.Takes"/>).</summary>
internal static class TargetSelector
{
    public static ImmutableArray<TargetContainer> Select(PlanInput input, ImmutableArray<ProfileDraft> drafts, InjectionStatus status)
    {
        var withInit = drafts.Any(draft => draft.Preparation.Binding.Profile.Application.InitContainers);
        var ours = drafts.SelectMany(draft => draft.Matches)
            .Where(match => match.State is not MatchState.Missing)
            .Select(match => match.Existing)
            .ToHashSet();
        return
        [
            .. input.Pod.AllContainers()
                .Where(container => !ours.Contains(container) && IsTarget(container, withInit, input, status))
                .Select(container => new TargetContainer(container, isNamed: input.Targets is not null)),
        ];
    }

    private static bool IsTarget(ContainerView container, bool withInit, PlanInput input, InjectionStatus status)
    {
        var name = container.Name.ToString();
        return input.Targets is { } named
            ? named.Contains(name)
            : (withInit || !container.IsInit) && !status.Names(name) && !container.Image.Is("auto"u8);
    }
}
