using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Containers;

/// <summary>The order of a profile's own containers in a pod that has none of their kind.</summary>
/// <param name="Names">Names of the containers, init containers and sidecars alike, in the order of native sidecars.</param>
/// <param name="Problems">Positions that contradict each other.</param>
public sealed record OwnOrder(ImmutableArray<string> Names, ImmutableArray<DisplayText> Problems)
{
    /// <summary>
    /// Orders the containers of a profile. Positions that depend on variables, or that name other profiles' or the pod's containers, are ignored.
    /// </summary>
    /// <param name="profile">The profile.</param>
    public static OwnOrder Of(SidecarProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var names = profile.InitContainers.Concat(profile.Sidecars).Select(container => container.Name).ToHashSet(StringComparer.Ordinal);
        List<PlacedContainer> ours =
        [
            .. profile.InitContainers.Select(container => Placed(container, isSidecar: false)),
            .. profile.Sidecars.Select(container => Placed(container, isSidecar: true)),
        ];
        var problems = new MessageList();
        var order = InitOrder.Of([], ours, static _ => false, problems);
        return new OwnOrder([.. order.Select(container => container.Name)], problems.Kept);

        PlacedContainer Placed(ProfileContainer container, bool isSidecar) => new()
        {
            Name = container.Name,
            TemplateName = container.Name,
            Profile = profile,
            IsSidecar = isSidecar,
            IsAdded = true,
            Position = container.Position.Anchor is { } anchor && !names.Contains(anchor) ? default : container.Position,
        };
    }
}
