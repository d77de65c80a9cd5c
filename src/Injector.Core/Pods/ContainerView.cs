using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>What rules and plans need to know of one container.</summary>
public sealed class ContainerView
{
    /// <summary>Whether it stands in <c>spec.initContainers</c>.</summary>
    public required bool IsInit { get; init; }

    /// <summary>Index in its array.</summary>
    public required int Index { get; init; }

    /// <summary>The container's JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Name.</summary>
    public Utf8Text Name { get; init; }

    /// <summary>Image; <c>auto</c> marks a partial container that overrides a profile's.</summary>
    public Utf8Text Image { get; init; }

    /// <summary>The container's own restart policy (KEP-753, KEP-5307).</summary>
    public Utf8Text RestartPolicy { get; init; }

    /// <summary>Names of the environment variables.</summary>
    public ViewList<Utf8Text> Env { get; init; }

    /// <summary>Whether ConfigMaps or Secrets bring further variables, whose names only they know.</summary>
    public bool HasEnvFrom { get; init; }

    /// <summary>Volume mounts.</summary>
    public ViewList<MountView> Mounts { get; init; }

    /// <summary><c>securityContext</c> as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> SecurityContext { get; init; }

    /// <summary>Declared ports.</summary>
    public ImmutableArray<PortView> Ports { get; init; } = [];

    /// <summary>Numbers of TCP ports that the probes call.</summary>
    public ImmutableArray<int> ProbePorts { get; init; } = [];

    /// <summary>Whether it is a native sidecar: an init container with exactly <c>restartPolicy: Always</c> (KEP-753).</summary>
    public bool IsNativeSidecar => IsInit && RestartPolicy.Is("Always"u8);

    /// <summary>Whether it runs as long as the application does, and so holds its ports.</summary>
    public bool RunsBesideApplication => !IsInit || IsNativeSidecar;
}
