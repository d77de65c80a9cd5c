using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Status;

namespace Injector.Core.Planning.Application;

/// <summary>
/// Chooses the application containers: the named ones, else every regular container that is not injected, is not waiting to be, and is not known as another
/// product's sidecar; and the init containers, if a profile includes them (<see cref="TargetContainer.Takes"/>).
/// </summary>
internal static class TargetSelector
{
    public static ImmutableArray<TargetContainer> Select(PlanInput input, ImmutableArray<ProfileDraft> drafts, InjectionStatus status)
    {
        var ours = Matched(drafts);
        var withInit = WithInitContainers(drafts);
        return
        [
            .. input.Pod.AllContainers()
                .Where(container => !ours.Contains(container) && IsTarget(container, withInit, input, status))
                .Select(container => new TargetContainer(container, isNamed: input.Targets is not null)),
        ];
    }

    /// <summary>The author's containers that run beside the application but are not part of it.</summary>
    public static IEnumerable<ContainerView> Bystanders(PlanInput input, ImmutableArray<ProfileDraft> drafts, InjectionStatus status)
    {
        var ours = Matched(drafts);
        return input.Pod.AllContainers().Where(container => container.RunsBesideApplication
            && !ours.Contains(container)
            && !status.Names(container.Name.ToString())
            && !container.Image.Is("auto"u8)
            && (container.IsInit || !IsTarget(container, withInit: false, input, status)));
    }

    private static HashSet<ContainerView?> Matched(ImmutableArray<ProfileDraft> drafts) =>
    [
        .. drafts.SelectMany(draft => draft.Matches)
            .Where(match => match.State is not MatchState.Missing)
            .Select(match => match.Existing),
    ];

    private static bool WithInitContainers(ImmutableArray<ProfileDraft> drafts) =>
        drafts.Any(draft => draft.Preparation.Binding.Profile.Application.InitContainers);

    private static bool IsTarget(ContainerView container, bool withInit, PlanInput input, InjectionStatus status)
    {
        var name = container.Name.ToString();
        return input.Targets is { } named
            ? named.Contains(name)
            : (withInit || !container.IsInit) && !status.Names(name) && !container.Image.Is("auto"u8)
                && (ReferenceEquals(container, input.Application) || !ForeignSidecars.Contains(container, input.Settings.ForeignSidecars));
    }
}
