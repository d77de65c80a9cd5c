using Injector.Core.Settings;

namespace Injector.Core.Requests;

/// <summary>The facts of the pod that templates may read.</summary>
/// <param name="Namespace">Namespace of the pod.</param>
/// <param name="WorkloadKind">Kind of the workload that the pod belongs to.</param>
/// <param name="WorkloadName">Name of that workload.</param>
/// <param name="AppContainer">Name of the application container.</param>
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

    /// <summary>Working directory of the application; empty for its image's default.</summary>
    public string AppWorkingDir { get; init; } = "";

    /// <summary>
    /// Seconds that a classic sidecar keeps running after the application was told to terminate; <see langword="null"/> for native ones, which outlive it.
    /// </summary>
    public int? Lingers { get; init; }

    /// <summary>Whether the API server supports sleep hooks.</summary>
    public bool KnowsSleepHook { get; init; }

    /// <summary>User of the application according to its security context; <see langword="null"/> when that states none, or root.</summary>
    public long? AppUser { get; init; }

    /// <summary>Group of the application, likewise.</summary>
    public long? AppGroup { get; init; }

    /// <summary>Whether the users that a profile fixes are kept.</summary>
    public FixedUsers FixedUsers { get; init; }

    /// <summary>Replicas stated in the workload's manifest; <see langword="null"/> when only a pod is known, as in the webhook.</summary>
    public int? Replicas { get; init; }
}
