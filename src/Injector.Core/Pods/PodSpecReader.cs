using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads <c>spec</c> of a pod.</summary>
internal static class PodSpecReader
{
    public static void Read(ref JsonCursor cursor, PodView pod)
    {
        if (!cursor.EnterObject("spec"))
        {
            pod.SpecPresence = JsonPresence.Null;
            return;
        }

        pod.SpecPresence = JsonPresence.Present;
        Utf8Text selectedSystem = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("nodeSelector"u8))
            {
                selectedSystem = ReadSelectedSystem(ref cursor);
            }
            else
            {
                ReadMember(ref cursor, pod);
            }
        }

        if (pod.OperatingSystem.IsEmpty)
        {
            pod.OperatingSystem = selectedSystem;
        }
    }

    private static void ReadMember(ref JsonCursor cursor, PodView pod)
    {
        if (cursor.NameIs("containers"u8))
        {
            pod.Containers = ContainerReader.ReadList(ref cursor, isInit: false);
        }
        else if (cursor.NameIs("initContainers"u8))
        {
            pod.InitContainers = ContainerReader.ReadList(ref cursor, isInit: true);
        }
        else if (cursor.NameIs("volumes"u8))
        {
            pod.Volumes = ReadVolumes(ref cursor);
        }
        else if (cursor.NameIs("imagePullSecrets"u8))
        {
            pod.ImagePullSecrets = NameListReader.Read(ref cursor, "spec.imagePullSecrets");
        }
        else if (cursor.NameIs("restartPolicy"u8))
        {
            pod.RestartPolicy = cursor.Text("spec.restartPolicy");
        }
        else if (cursor.NameIs("hostNetwork"u8))
        {
            pod.HostNetwork = cursor.Boolean("spec.hostNetwork");
        }
        else if (cursor.NameIs("hostUsers"u8))
        {
            pod.HostUsers = cursor.IsNull || cursor.Boolean("spec.hostUsers");
        }
        else if (cursor.NameIs("automountServiceAccountToken"u8))
        {
            pod.MountsToken = cursor.IsNull || cursor.Boolean("spec.automountServiceAccountToken");
        }
        else if (cursor.NameIs("os"u8))
        {
            pod.OperatingSystem = ReadSystem(ref cursor);
        }
        else if (cursor.NameIs("terminationGracePeriodSeconds"u8))
        {
            pod.TerminationGracePeriodSeconds = cursor.Slice();
        }
        else if (cursor.NameIs("affinity"u8))
        {
            pod.Affinity = cursor.Slice();
        }
        else if (cursor.NameIs("securityContext"u8))
        {
            pod.SecurityContext = cursor.Slice();
        }
        else if (cursor.NameIs("resources"u8))
        {
            pod.Resources = ReadResources(ref cursor);
        }
        else
        {
            cursor.Skip();
        }
    }

    private static ViewList<VolumeView> ReadVolumes(ref JsonCursor cursor)
    {
        if (!cursor.EnterArray("spec.volumes"))
        {
            return new ViewList<VolumeView>(JsonPresence.Null);
        }

        var volumes = new JsonItems<VolumeView>();
        var length = 0;
        for (; cursor.NextItem(); length++)
        {
            var start = cursor.Start;
            if (NameListReader.TryReadName(ref cursor, "spec.volumes[]", out var name))
            {
                volumes.Add(new VolumeView(name, cursor.SliceFrom(start)));
            }
        }

        return new ViewList<VolumeView>(volumes.ToImmutable(), length);
    }

    private static Utf8Text ReadSystem(ref JsonCursor cursor) =>
        NameListReader.TryReadName(ref cursor, "spec.os", out var name) ? name : default;

    private static Utf8Text ReadSelectedSystem(ref JsonCursor cursor)
    {
        var selector = PodMetadataReader.ReadMap(ref cursor, "spec.nodeSelector");
        return selector.TryGet("kubernetes.io/os", out var system) || selector.TryGet("beta.kubernetes.io/os", out system)
            ? system
            : default;
    }

    private static PodResourcesView? ReadResources(ref JsonCursor cursor)
    {
        if (!cursor.EnterObject("spec.resources"))
        {
            return null;
        }

        AmountMap requests = default, limits = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("requests"u8))
            {
                requests = QuantityMapReader.Read(ref cursor, "spec.resources.requests");
            }
            else if (cursor.NameIs("limits"u8))
            {
                limits = QuantityMapReader.Read(ref cursor, "spec.resources.limits");
            }
            else
            {
                cursor.Skip();
            }
        }

        return new PodResourcesView(requests, limits);
    }
}
