using Injector.Core.Rendering;

namespace Injector.Core.Planning.Volumes;

/// <summary>
/// Places in a container where a runtime mounts what the container cannot do without, so that a volume of somebody's own there keeps it from starting.
/// To pod validation they are paths like any other.
/// </summary>
public static class MountPlace
{
    // The kubelet writes these files and mounts each by itself; a folder cannot be mounted over a file.
    private static readonly string[] Files = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/dev/termination-log"];

    /// <summary>Why no volume at all can be mounted at a path, to follow the path in a sentence; <see langword="null"/> where one can.</summary>
    /// <param name="path">The path, in its shortest spelling.</param>
    public static string? Forbidden(string path)
    {
        if (path == "/")
        {
            return "which is the container's own file system, and nothing can be mounted over that";
        }

        return IsAtOrBelow(path, "/proc") ? "where the runtime mounts the kernel's /proc and refuses anything else" : null;
    }

    /// <summary>Whether something of the runtime's or the kubelet's is at a normalised path, so that it depends on the volume whether it can be mounted there.</summary>
    internal static bool IsTaken(string path) => Forbidden(path) is not null || IsAtOrBelow(path, "/sys") || path == "/dev" || Array.IndexOf(Files, path) >= 0;

    /// <summary>Why a volume cannot be mounted at a normalised path, to follow the path in a sentence; <see langword="null"/> where it can.</summary>
    /// <param name="path">The path.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="isPart">Whether a part of the volume is mounted, which may be a file.</param>
    internal static string? Problem(string path, VolumeSource volume, bool isPart)
    {
        if (Forbidden(path) is { } reason)
        {
            return reason;
        }

        if ((IsAtOrBelow(path, "/sys") || path == "/dev") && !volume.IsHostPath)
        {
            return $"where the container needs the kernel's {(path == "/dev" ? "devices" : "/sys")}, so only that folder of the node can be mounted";
        }

        return Array.IndexOf(Files, path) >= 0 && !isPart && !volume.MayBeFile ? "which is a file that the kubelet writes, and a folder cannot be mounted over it" : null;
    }

    private static bool IsAtOrBelow(string path, string parent) => path == parent || MountPaths.IsBelow(path, parent);
}
