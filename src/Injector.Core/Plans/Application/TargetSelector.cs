using System.Collections.Immutable;
using Injector.Core.Plans.Containers;
using Injector.Core.Plans.Status;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Application;

/// <summary>Chooses the containers that are the application: the named ones, else every regular container that is not injected, does not wait to be and is not
/// known as another's sidecar.</summary>
internal static class TargetSelector
{
    public static ImmutableArray<TargetContainer> Select(PlanInput input, IEnumerable<ProfileDraft> drafts, InjectionStatus status)
    {
        var ours = drafts.SelectMany(draft => draft.Matches)
            .Where(match => match.State is not MatchState.Missing)
            .Select(match => match.Existing)
            .ToHashSet();
        return
        [
            .. input.Pod.AllContainers()
                .Where(container => !ours.Contains(container) && IsTarget(container, input, status))
                .Select(container => new TargetContainer(container)),
        ];
    }

    private static bool IsTarget(ContainerView container, PlanInput input, InjectionStatus status)
    {
        var name = container.Name.ToString();
        return input.Targets is { } named
            ? named.Contains(name)
            : !container.IsInit && !status.Names(name) && !container.Image.Is("auto"u8)
                && (ReferenceEquals(container, input.Application) || !ForeignSidecars.Contains(container, input.Settings.ForeignSidecars));
    }
}
