using Injector.Core.Rendering;

namespace Injector.Core.Planning.Volumes;

/// <summary>
/// Paths where the runtime mounts what a container cannot do without, so that mounting another volume there keeps it from starting. Pod validation treats them
/// like any other path.
/// </summary>
public static class MountPlace
{
    // The kubelet writes these files and mounts each one individually; a folder cannot be mounted over a file.
    private static readonly string[] Files = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/dev/termination-log"];

    /// <summary>Why no volume can be mounted at a path, phrased to follow the path in a sentence; <see langword="null"/> when one can.</summary>
    /// <param name="path">The path in its shortest form.</param>
    public static string? Forbidden(string path)
    {
        if (path == "/")
        {
            return "which is the container's own file system, and nothing can be mounted over that";
        }

        return IsAtOrBelow(path, "/proc") ? "where the runtime mounts the kernel's /proc and refuses anything else" : null;
    }

    /// <summary>
    /// Whether the runtime or the kubelet mounts something at a normalised path, so that it depends on the volume whether it can be mounted there.
    /// </summary>
    internal static bool IsTaken(string path) => Forbidden(path) is not null || IsAtOrBelow(path, "/sys") || path == "/dev" || Array.IndexOf(Files, path) >= 0;

    /// <summary>Why a volume cannot be mounted at a normalised path, phrased to follow the path in a sentence; <see langword="null"/> when it can.</summary>
    /// <param name="path">The path.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="isPart">Whether only part of the volume is mounted, which may be a file.</param>
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
