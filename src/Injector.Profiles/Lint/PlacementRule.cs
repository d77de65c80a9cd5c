using System.Collections.Frozen;
using Injector.Core.Planning.Containers;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Lint;

/// <summary>Warns about positions of containers that will not do what their author wants.</summary>
internal static class PlacementRule
{
    private static readonly Lazy<FrozenSet<string>> BuiltIn = new(() =>
        BuiltInProfiles.Load().SelectMany(Containers).Select(container => container.Name).ToFrozenSet(StringComparer.Ordinal));

    internal static void Check(LintContext context)
    {
        var profile = context.Profile;
        var own = Containers(profile).Select(container => container.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var container in Containers(profile))
        {
            if (container.Position.Anchor is { } anchor && !own.Contains(anchor) && !IsKnown(anchor))
            {
                context.Warn(
                    "unknown-anchor",
                    context.PositionOf(container.Name),
                    $"neither this profile nor a built-in one has a container '{anchor}'; in a pod without it, '{container.Name}' goes where it would "
                    + $"without a position. Write the name of a container{Suggestion.For(anchor, own)}");
            }
        }

        var order = OwnOrder.Of(profile);
        foreach (var problem in order.Problems)
        {
            context.Warn("circular-order", context.Spec.Location, problem);
        }

        CheckInitContainers(profile, order, context);
    }

    private static IEnumerable<ProfileContainer> Containers(SidecarProfile profile) => profile.InitContainers.Concat(profile.Sidecars);

    // The containers of other injectors are known by name as well.
    private static bool IsKnown(string anchor) => BuiltIn.Value.Contains(anchor) || ForeignSidecars.WellKnown.Contains(anchor);

    private static void CheckInitContainers(SidecarProfile profile, OwnOrder order, LintContext context)
    {
        var places = order.Names.Select((name, place) => (name, place)).ToDictionary(one => one.name, one => one.place, StringComparer.Ordinal);
        var sidecars = profile.Sidecars.Select(sidecar => sidecar.Name).ToHashSet(StringComparer.Ordinal);

        // If several sidecars mount a volume, the first one to start is reported.
        var mounting = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sidecar in profile.Sidecars.OrderBy(sidecar => places[sidecar.Name]))
        {
            foreach (var volume in MountedNames.All(sidecar))
            {
                mounting.TryAdd(volume, sidecar.Name);
            }
        }

        foreach (var init in profile.InitContainers)
        {
            if (init.Position is { Kind: PositionKind.After, Anchor: { } anchor } && sidecars.Contains(anchor) && places[anchor] < places[init.Name])
            {
                context.Warn(
                    "late-classic-sidecar",
                    context.PositionOf(init.Name),
                    $"where sidecars are ordinary containers, '{anchor}' starts after all init containers; '{init.Name}' must not need it");
            }

            foreach (var volume in MountedNames.Written(init))
            {
                if (mounting.TryGetValue(volume, out var sidecar) && places[sidecar] < places[init.Name])
                {
                    context.Warn(
                        "late-init-container",
                        context.PositionOf(init.Name),
                        $"'{init.Name}' writes volume '{volume}' after the sidecar '{sidecar}' has started with it; leave both positions out, or write before:{sidecar}");
                }
            }
        }
    }
}
