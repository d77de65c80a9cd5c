using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>What rules and plans need to know about one container of a pod.</summary>
public sealed class ContainerView
{
    /// <summary>Whether the container is in <c>spec.initContainers</c>.</summary>
    public required bool IsInit { get; init; }

    /// <summary>Index in its array of the received pod, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The container's JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary><c>name</c>; empty when it is not set.</summary>
    public Utf8Text Name { get; init; }

    /// <summary><c>image</c>; <c>auto</c> marks a partial container that overrides a profile's.</summary>
    public Utf8Text Image { get; init; }

    /// <summary>The container's own <c>restartPolicy</c> (KEP-753, KEP-5307); empty when it is not set.</summary>
    public Utf8Text RestartPolicy { get; init; }

    /// <summary><c>imagePullPolicy</c>; empty when it is not set to a text.</summary>
    public Utf8Text PullPolicy { get; init; }

    /// <summary><c>workingDir</c>; empty when it is not set to a text.</summary>
    public Utf8Text WorkingDir { get; init; }

    /// <summary>Names of the environment variables.</summary>
    public ViewList<Utf8Text> Env { get; init; }

    /// <summary>Whether <c>envFrom</c> adds variables from ConfigMaps or Secrets, whose names are not known here.</summary>
    public bool HasEnvFrom { get; init; }

    /// <summary><c>volumeMounts</c>.</summary>
    public ViewList<MountView> Mounts { get; init; }

    /// <summary><c>securityContext</c> as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> SecurityContext { get; init; }

    /// <summary>Ports declared in <c>ports</c>.</summary>
    public ImmutableArray<PortView> Ports { get; init; } = [];

    /// <summary>Numbers of the TCP ports that probes connect to.</summary>
    public ImmutableArray<int> ProbePorts { get; init; } = [];

    /// <summary>Whether the container is a native sidecar: an init container with exactly <c>restartPolicy: Always</c> (KEP-753).</summary>
    public bool IsNativeSidecar => IsInit && RestartPolicy.Is("Always"u8);

    /// <summary>Whether the container runs alongside the application, so that its ports stay in use.</summary>
    public bool RunsBesideApplication => !IsInit || IsNativeSidecar;
}
