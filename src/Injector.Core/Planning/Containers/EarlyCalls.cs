using Injector.Ambassador.Model;
using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Containers;

/// <summary>
/// Finds init containers that call an ambassador before it runs: as a regular container it starts after all init containers, as a native sidecar before them
/// (KEP-753).
/// </summary>
internal static class EarlyCalls
{
    public static void Find(IReadOnlyList<ProfileDraft> drafts, PodView pod, SidecarMode mode, MessageList warnings)
    {
        if (mode is SidecarMode.Native || drafts.FirstOrDefault(draft => draft.Preparation.Binding.Profile.Ambassador is not null) is not { } ambassador)
        {
            return;
        }

        var calls = Calls(ambassador);
        var ours = from draft in drafts
                   where draft.AddsContainers || ambassador.AddsContainers
                   from container in draft.Prepared.Containers
                   where !container.IsSidecar
                   select (Owner: draft.Name, container.View);
        var early = ambassador.AddsContainers ? ours.Concat(Foreign(drafts, pod).Select(view => (Owner: ambassador.Name, View: view))) : ours;
        foreach (var (owner, container) in early)
        {
            if (calls.FirstIn(ContainerTexts.Of(container)) is { } call)
            {
                warnings.Add($"{owner}: {container.Name} calls {call}, but {ambassador.Name} starts after it in mode classic; use sidecar-mode native");
            }
        }
    }

    private static LoopbackCalls Calls(ProfileDraft ambassador)
    {
        var outbound = ambassador.PortRequests.Where(desired => ListenerNames.IsOutbound(desired.Name)).ToList();
        return new LoopbackCalls(
            [.. ambassador.Prepared.Ports.Where(port => ListenerNames.IsOutbound(port.Key)).Select(port => port.Value)],
            outbound.Exists(desired => desired.RangeStart is null));
    }

    /// <summary>Init containers of the pod that no profile brought.</summary>
    private static IEnumerable<ContainerView> Foreign(IReadOnlyList<ProfileDraft> drafts, PodView pod)
    {
        var matched = drafts.SelectMany(draft => draft.Matches).Select(match => match.Existing).ToHashSet();
        return pod.InitContainers.Items.Where(container => !container.IsNativeSidecar && !matched.Contains(container));
    }
}
