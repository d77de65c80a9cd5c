using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Rendering;

/// <summary>What templates may know of the pod.</summary>
/// <param name="Namespace">Namespace of the pod.</param>
/// <param name="WorkloadKind">Kind of the workload that the pod belongs to.</param>
/// <param name="WorkloadName">Name of that workload.</param>
/// <param name="AppContainer">Name of the first application container.</param>
/// <param name="AppImage">Its image.</param>
/// <param name="Mode"><see cref="SidecarMode.Native"/> or <see cref="SidecarMode.Classic"/>.</param>
internal sealed record RenderFacts(
    string Namespace,
    string WorkloadKind,
    string WorkloadName,
    string AppContainer,
    string AppImage,
    SidecarMode Mode)
{
    /// <summary>User that the application runs as by its security context; <see langword="null"/> when that says none, or root.</summary>
    public long? AppUser { get; init; }

    /// <summary>Its group likewise.</summary>
    public long? AppGroup { get; init; }

    /// <summary>Whether the users that a profile fixes stand.</summary>
    public FixedUsers FixedUsers { get; init; }

    /// <summary>Replicas that the workload's manifest states; <see langword="null"/> where only a pod is seen, as in the webhook.</summary>
    public int? Replicas { get; init; }
}
