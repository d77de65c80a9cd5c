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
        var ours = Matched(drafts);
        return
        [
            .. input.Pod.AllContainers()
                .Where(container => !ours.Contains(container) && IsTarget(container, input, status))
                .Select(container => new TargetContainer(container)),
        ];
    }

    /// <summary>Containers of the pod's author that run beside the application and are not part of it.</summary>
    public static IEnumerable<ContainerView> Bystanders(PlanInput input, IEnumerable<ProfileDraft> drafts, InjectionStatus status)
    {
        var ours = Matched(drafts);
        return input.Pod.AllContainers().Where(container => container.RunsBesideApplication
            && !ours.Contains(container)
            && !status.Names(container.Name.ToString())
            && !container.Image.Is("auto"u8)
            && (container.IsInit || !IsTarget(container, input, status)));
    }

    private static HashSet<ContainerView?> Matched(IEnumerable<ProfileDraft> drafts) =>
    [
        .. drafts.SelectMany(draft => draft.Matches)
            .Where(match => match.State is not MatchState.Missing)
            .Select(match => match.Existing),
    ];

    private static bool IsTarget(ContainerView container, PlanInput input, InjectionStatus status)
    {
        var name = container.Name.ToString();
        return input.Targets is { } named
            ? named.Contains(name)
            : !container.IsInit && !status.Names(name) && !container.Image.Is("auto"u8)
                && (ReferenceEquals(container, input.Application) || !ForeignSidecars.Contains(container, input.Settings.ForeignSidecars));
    }
}
