using Injector.Core.Profiles;
using Injector.Core.Rendering;

namespace Injector.Core.Planning.Containers;

/// <summary>A container in the order of the init containers: the pod's own or a profile's, already in the pod or still to be added.</summary>
internal sealed class PlacedContainer
{
    private List<PlacedContainer>? _ahead;
    private List<PlacedContainer>? _behind;

    /// <summary>Name in the pod; empty for an item that is <c>null</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is a native sidecar; set only for the pod's own.</summary>
    public bool IsNativeSidecar { get; init; }

    /// <summary>Its rank among ours.</summary>
    public Rank Rank { get; set; }

    /// <summary>The position it requests; the default for the pod's own.</summary>
    public ContainerPosition Position { get; set; }

    /// <summary>The profile that brings it; <see langword="null"/> for the pod's own.</summary>
    public SidecarProfile? Profile { get; set; }

    /// <summary>Its name in the profile; empty for the pod's own.</summary>
    public string TemplateName { get; set; } = "";

    /// <summary>Whether it is one of the profile's sidecars.</summary>
    public bool IsSidecar { get; set; }

    /// <summary>Whether it is still to be added.</summary>
    public bool IsAdded { get; init; }

    /// <summary>What is to be added; <see langword="null"/> when it is in the pod, or when only the order is computed.</summary>
    public PreparedContainer? Prepared { get; init; }

    /// <summary>Whether it is a sidecar that goes after the application instead, because the mode is classic.</summary>
    public bool IsClassic => Prepared is { View.IsInit: false };

    public bool IsForeign => Profile is null;

    /// <summary>Puts a container directly before this one, after those put there earlier.</summary>
    public void AddAhead(PlacedContainer container) => (_ahead ??= []).Add(container);

    /// <summary>Puts a container directly after this one, after those put there earlier and everything anchored to them.</summary>
    public void AddBehind(PlacedContainer container) => (_behind ??= []).Add(container);

    /// <summary>Writes this container and everything anchored to it, in order.</summary>
    public void WriteTo(List<PlacedContainer> order)
    {
        foreach (var container in _ahead ?? [])
        {
            container.WriteTo(order);
        }

        order.Add(this);
        foreach (var container in _behind ?? [])
        {
            container.WriteTo(order);
        }
    }
}
