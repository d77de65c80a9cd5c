using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads the containers of a pod, or a single container that a profile rendered.</summary>
internal static class ContainerReader
{
    /// <summary>
    /// Containers beyond this number are counted but not read: no pod with that many is injected, and a pod without a request needs no views of them. It is the
    /// upper limit of <see cref="Injector.Core.Settings.InjectorSettings.MaxContainers"/>.
    /// </summary>
    public const int MaxViews = 10_000;

    public static ViewList<ContainerView> ReadList(ref JsonCursor cursor, bool isInit)
    {
        if (!cursor.EnterArray(isInit ? "spec.initContainers" : "spec.containers"))
        {
            return new ViewList<ContainerView>(JsonPresence.Null);
        }

        var containers = new JsonItems<ContainerView>();
        var length = 0;
        for (; cursor.NextItem(); length++)
        {
            if (length >= MaxViews)
            {
                cursor.Skip();
            }
            else if (Read(ref cursor, isInit, length) is { } container)
            {
                containers.Add(container);
            }
        }

        return new ViewList<ContainerView>(containers.ToImmutable(), length);
    }

    public static ContainerView? Read(ref JsonCursor cursor, bool isInit, int index)
    {
        var start = cursor.Start;
        if (!cursor.EnterObject("container"))
        {
            return null;
        }

        Utf8Text name = default, image = default, restartPolicy = default, pullPolicy = default, workingDir = default;
        ViewList<Utf8Text> env = default;
        ViewList<MountView> mounts = default;
        ImmutableArray<PortView> ports = [];
        ImmutableArray<int>.Builder? probePorts = null;
        ReadOnlyMemory<byte> securityContext = default;
        var hasEnvFrom = false;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("name"u8))
            {
                name = cursor.Text("container name");
            }
            else if (cursor.NameIs("image"u8))
            {
                image = cursor.Text("container image");
            }
            else if (cursor.NameIs("restartPolicy"u8))
            {
                restartPolicy = cursor.Text("container restartPolicy");
            }
            else if (cursor.NameIs("imagePullPolicy"u8))
            {
                pullPolicy = cursor.TextOrNothing();
            }
            else if (cursor.NameIs("workingDir"u8))
            {
                workingDir = cursor.TextOrNothing();
            }
            else if (cursor.NameIs("env"u8))
            {
                env = NameListReader.Read(ref cursor, "env");
            }
            else if (cursor.NameIs("envFrom"u8))
            {
                hasEnvFrom = cursor.Slice().Span.Contains((byte)'{');
            }
            else if (cursor.NameIs("volumeMounts"u8))
            {
                mounts = MountReader.Read(ref cursor);
            }
            else if (cursor.NameIs("ports"u8))
            {
                ports = PortReader.ReadDeclared(ref cursor);
            }
            else if (cursor.NameIs("securityContext"u8))
            {
                securityContext = cursor.Slice();
            }
            else if (cursor.NameIs("livenessProbe"u8) || cursor.NameIs("readinessProbe"u8) || cursor.NameIs("startupProbe"u8))
            {
                PortReader.ReadProbe(ref cursor, ref probePorts);
            }
            else
            {
                cursor.Skip();
            }
        }

        return new ContainerView
        {
            IsInit = isInit,
            Index = index,
            Json = cursor.SliceFrom(start),
            Name = name,
            Image = image,
            RestartPolicy = restartPolicy,
            PullPolicy = pullPolicy,
            WorkingDir = workingDir,
            Env = env,
            HasEnvFrom = hasEnvFrom,
            Mounts = mounts,
            SecurityContext = securityContext,
            Ports = ports,
            ProbePorts = probePorts?.DrainToImmutable() ?? [],
        };
    }
}
