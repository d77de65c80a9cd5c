using Injector.Core.Settings;

namespace Injector.Core.Requests;

/// <summary>What templates may know of the pod.</summary>
/// <param name="Namespace">Namespace of the pod.</param>
/// <param name="WorkloadKind">Kind of the workload that the pod belongs to.</param>
/// <param name="WorkloadName">Name of that workload.</param>
/// <param name="AppContainer">Name of the container that is the application.</param>
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
    /// <summary>Pull policy of the application, stated or as the API server fills it in; empty when there is no application.</summary>
    public string AppPullPolicy { get; init; } = "";

    /// <summary>Folder in which the application starts; empty for its image's own.</summary>
    public string AppWorkingDir { get; init; } = "";

    /// <summary>Seconds that a classic sidecar goes on after the application was told to end; <see langword="null"/> for native ones, which outlive it.</summary>
    public int? Lingers { get; init; }

    /// <summary>Whether the API server knows a hook that sleeps.</summary>
    public bool KnowsSleepHook { get; init; }

    /// <summary>User that the application runs as by its security context; <see langword="null"/> when that says none, or root.</summary>
    public long? AppUser { get; init; }

    /// <summary>Its group likewise.</summary>
    public long? AppGroup { get; init; }

    /// <summary>Whether the users that a profile fixes stand.</summary>
    public FixedUsers FixedUsers { get; init; }

    /// <summary>Replicas that the workload's manifest states; <see langword="null"/> where only a pod is seen, as in the webhook.</summary>
    public int? Replicas { get; init; }
}
