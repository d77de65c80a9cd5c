using Injector.Core.Profiles;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Containers;

/// <summary>
/// Finds the containers that positions name, among those of the pod and those being added. A position that cannot be kept is replaced by the default one, with
/// a warning to the pod's creator.
/// </summary>
/// <param name="isRegular">Whether the pod has a regular container of a name.</param>
/// <param name="init">All containers in the order of the init containers, added ones and sidecars of either mode included.</param>
/// <param name="warnings">Collects the warnings.</param>
internal sealed class AnchorResolver(Func<string, bool> isRegular, IReadOnlyList<PlacedContainer> init, MessageList warnings)
{
    private readonly Dictionary<PlacedContainer, PlacedContainer> _anchors = [];

    /// <summary>The container that another one is placed beside.</summary>
    public PlacedContainer this[PlacedContainer container] => _anchors[container];

    /// <summary>Resolves the anchors of all added containers.</summary>
    public void Resolve()
    {
        foreach (var container in init)
        {
            if (IsAnchored(container))
            {
                Resolve(container);
            }
        }

        BreakCircles();
    }

    private static bool IsAnchored(PlacedContainer container) =>
        container is { IsAdded: true, Position.Kind: PositionKind.Before or PositionKind.After };

    private void Resolve(PlacedContainer container)
    {
        var (position, profile) = (container.Position, container.Profile!);
        if (Find(profile, position.Anchor!) is { } anchor)
        {
            _anchors.Add(container, anchor);
            if (position.Kind is PositionKind.After && !container.IsSidecar && anchor.IsClassic)
            {
                warnings.Add($"{profile.Name}: {container.Name} cannot be {position} in mode classic, where sidecars start after all init containers");
            }

            return;
        }

        container.Position = default;
        if (isRegular(position.Anchor!))
        {
            if (position.Kind is PositionKind.After && !container.IsClassic)
            {
                warnings.Add($"{profile.Name}: {container.Name} cannot be {position}, an ordinary container, which starts after all init containers");
            }
        }
        else if (!Brings(profile, position.Anchor!))
        {
            warnings.Add($"{profile.Name}: {container.Name} is to be {position}, but there is no such container; it goes where it would without");
        }
    }

    // A name refers to the profile's own container first, whatever that container is called in the pod.
    private PlacedContainer? Find(SidecarProfile profile, string name)
    {
        PlacedContainer? inPod = null, inOther = null;
        foreach (var candidate in init)
        {
            if (candidate.TemplateName == name)
            {
                if (ReferenceEquals(candidate.Profile, profile))
                {
                    return candidate;
                }

                inOther ??= candidate;
            }

            if (candidate.Name == name)
            {
                inPod ??= candidate;
            }
        }

        return inPod ?? inOther;
    }

    // A container that a condition leaves out of this pod is not a mistake.
    private static bool Brings(SidecarProfile profile, string name) =>
        profile.InitContainers.Concat(profile.Sidecars).Any(container => container.Name == name);

    private void BreakCircles()
    {
        if (_anchors.Count == 0)
        {
            return;
        }

        var passed = new HashSet<PlacedContainer>();
        foreach (var start in _anchors.Keys.ToArray())
        {
            var path = new List<PlacedContainer>();
            var next = start;
            while (passed.Add(next))
            {
                path.Add(next);
                if (!_anchors.TryGetValue(next, out next!))
                {
                    break;
                }
            }

            if (next is not null && path.IndexOf(next) is >= 0 and var first)
            {
                Break(path[first..]);
            }
        }
    }

    /// <param name="circle">Containers each of which names the next; the last names the first.</param>
    private void Break(List<PlacedContainer> circle)
    {
        if (Redundant(circle) is { } redundant)
        {
            Release(redundant);
            return;
        }

        warnings.Add($"{circle[0].Profile!.Name}: the positions of {string.Join(", ", circle.Select(container => $"{container.Name} ({container.Position})"))} "
            + $"go in a circle; they go where they would without");
        circle.ForEach(Release);
    }

    // "a before:b" and "b after:a" say the same thing twice. Everything anchored to a container, directly or indirectly, is on the same side of it. So if a
    // container and the one that names it state different sides, the other positions already imply the container's own.
    private static PlacedContainer? Redundant(List<PlacedContainer> circle)
    {
        PlacedContainer? redundant = null;
        for (var i = 0; i < circle.Count; i++)
        {
            var container = circle[i];
            if (container.Position.Kind != circle[i == 0 ? ^1 : i - 1].Position.Kind && (redundant is null || (redundant.IsSidecar && !container.IsSidecar)))
            {
                redundant = container;
            }
        }

        return redundant;
    }

    private void Release(PlacedContainer container)
    {
        container.Position = default;
        _anchors.Remove(container);
    }
}
