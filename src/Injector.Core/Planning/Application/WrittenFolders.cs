using Injector.Core.Pods;
using Injector.Core.Rendering;

namespace Injector.Core.Planning.Application;

/// <summary>
/// The folders of volumes that containers write while the application runs. Init containers have ended by then. Two subPathExpr are known to lead to the same
/// folder only if the expressions are equal.
/// </summary>
/// <remarks>Read once for a pod and searched after that: a pod may bring as many mounts that read as mounts that write.</remarks>
internal sealed class WrittenFolders
{
    // By volume, only the outermost folders, in ordinal order. A folder ends in a slash, so that the folders below it directly follow it.
    private readonly Dictionary<string, string[]> _byVolume;
    private readonly HashSet<(string Volume, string Expression)> _computed;

    public WrittenFolders(PodView pod)
    {
        var written = pod.AllContainers()
            .Where(container => container.RunsBesideApplication)
            .SelectMany(container => container.Mounts.Items)
            .Where(mount => !mount.ReadOnly)
            .ToLookup(mount => mount.SubPathExpr.IsEmpty);
        _byVolume = written[true]
            .GroupBy(mount => mount.Volume.ToString(), mount => Folder(mount.SubPath.ToString()), StringComparer.Ordinal)
            .ToDictionary(volume => volume.Key, Outermost, StringComparer.Ordinal);
        _computed = [.. written[false].Select(mount => (mount.Volume.ToString(), mount.SubPathExpr.ToString()))];
    }

    /// <summary>Whether any container writes to the folder of an expression, using the same expression, or to the whole volume.</summary>
    /// <param name="volume">Name of the volume.</param>
    /// <param name="expression">The <c>subPathExpr</c>.</param>
    public bool HoldComputed(string volume, string expression) =>
        _computed.Contains((volume, expression)) || (_byVolume.TryGetValue(volume, out var folders) && folders[0] == "/");

    /// <summary>Whether any container writes to a folder, to something in it, or to one that contains it.</summary>
    /// <param name="volume">Name of the volume.</param>
    /// <param name="subPath">The folder in it; empty for the whole volume.</param>
    public bool Hold(string volume, string subPath)
    {
        if (!_byVolume.TryGetValue(volume, out var folders))
        {
            return false;
        }

        var folder = Folder(subPath);
        var next = Array.BinarySearch(folders, folder, StringComparer.Ordinal);
        if (next >= 0)
        {
            return true;
        }

        next = ~next;
        return (next < folders.Length && folders[next].StartsWith(folder, StringComparison.Ordinal))
            || (next > 0 && folder.StartsWith(folders[next - 1], StringComparison.Ordinal));
    }

    private static string[] Outermost(IEnumerable<string> folders)
    {
        var outermost = new List<string>();
        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            if (outermost.Count == 0 || !folder.StartsWith(outermost[^1], StringComparison.Ordinal))
            {
                outermost.Add(folder);
            }
        }

        return [.. outermost];
    }

    private static string Folder(string subPath) => MountPaths.Normalise("/" + subPath) is { Length: > 1 } path ? path + "/" : "/";
}
