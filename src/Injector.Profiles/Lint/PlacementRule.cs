using System.Collections.Frozen;
using Injector.Core.Plans.Containers;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Errors;

namespace Injector.Profiles.Lint;

/// <summary>Warns of places of containers that will not do what their author wants.</summary>
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

    // What other injectors bring is known by name as well.
    private static bool IsKnown(string anchor) => BuiltIn.Value.Contains(anchor) || ForeignSidecars.WellKnown.Contains(anchor);

    private static void CheckInitContainers(SidecarProfile profile, OwnOrder order, LintContext context)
    {
        foreach (var init in profile.InitContainers)
        {
            foreach (var sidecar in profile.Sidecars.Where(sidecar => order.Names.IndexOf(sidecar.Name) < order.Names.IndexOf(init.Name)))
            {
                if (init.Position == new ContainerPosition(PositionKind.After, sidecar.Name))
                {
                    context.Warn(
                        "late-classic-sidecar",
                        context.PositionOf(init.Name),
                        $"where sidecars are ordinary containers, '{sidecar.Name}' starts after all init containers; '{init.Name}' must not need it");
                }

                foreach (var volume in MountedNames.Written(init).Intersect(MountedNames.All(sidecar), StringComparer.Ordinal))
                {
                    context.Warn(
                        "late-init-container",
                        context.PositionOf(init.Name),
                        $"'{init.Name}' writes volume '{volume}' after the sidecar '{sidecar.Name}' has started with it; leave both positions out, or write "
                        + $"before:{sidecar.Name}");
                }
            }
        }
    }
}
