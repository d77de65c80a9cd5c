using System.Collections.Immutable;
using System.Text;
using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Containers;

/// <summary>
/// Finds init containers that call an ambassador which is not there yet: as an ordinary container it starts after all init containers, as a
/// native sidecar ahead of them (KEP-753).
/// </summary>
internal static class EarlyCalls
{
    private static readonly ImmutableArray<byte[]> Loopback = [.. new[] { "127.0.0.1", "localhost", "[::1]" }.Select(Encoding.ASCII.GetBytes)];

    public static IEnumerable<string> Warnings(IEnumerable<ProfileDraft> drafts, SidecarMode mode)
    {
        if (mode is SidecarMode.Native || drafts.FirstOrDefault(draft => draft.Preparation.Binding.Profile.Ambassador is not null) is not { } ambassador)
        {
            return [];
        }

        return from draft in drafts
               where draft.AddsContainers || ambassador.AddsContainers
               from container in draft.Prepared.Containers
               where !container.IsSidecar && Loopback.Any(address => container.View.Json.Span.IndexOf(address) >= 0)
               select $"{draft.Name}: {container.Name} calls localhost, but {ambassador.Name} starts after it in mode classic; use sidecar-mode native";
    }
}
