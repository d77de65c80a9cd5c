using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Hides the service account token, and other credentials that the settings name, behind an empty folder: the ServiceAccount admission plugin skips a container
/// that mounts something at the token's path, and it runs again for containers that webhooks add.
/// </summary>
internal static class TokenMask
{
    public const string VolumeName = "injector-no-token";

    public const string Path = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static readonly ImmutableArray<string> TokenAlone = [Path];

    private static readonly JsonConstant TokenMount = JsonConstant.Of(Mount(Path));

    /// <summary>The folders that are hidden in the containers of a pod.</summary>
    /// <param name="mountsToken">Whether the pod's containers get the token.</param>
    /// <param name="others">Folders that the settings name.</param>
    public static ImmutableArray<string> Paths(bool mountsToken, ImmutableArray<string> others) =>
        !mountsToken ? others : others.IsEmpty ? TokenAlone : [Path, .. others];

    /// <summary>Hides folders from a container, except those where it mounts something itself.</summary>
    public static void AddTo(JsonDraftNode container, ImmutableArray<string> paths)
    {
        var mounts = container.ChildArray("volumeMounts");
        foreach (var path in paths)
        {
            if (!HasMountAt(mounts, path))
            {
                mounts.Add(JsonDraftValue.Of(path == Path ? TokenMount : JsonConstant.Of(Mount(path))));
            }
        }
    }

    /// <summary>Removes mounts of the token, whatever their origin, and mounts at or below other hidden folders.</summary>
    public static void RemoveFrom(JsonArray mounts, ImmutableArray<string> others) => mounts.RemoveAll(mount =>
        MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/") is var path
        && (path == Path || others.Any(other => path == other || MountPaths.IsBelow(path, other))));

    /// <summary>The empty folder.</summary>
    public static PreparedVolume Volume { get; } = new(VolumeName, VolumeName, Definition(), IsDiskEmptyDir: false);

    private static ReadOnlyMemory<byte> Definition() =>
        RelaxedJson.Bytes(new JsonObject { ["name"] = VolumeName, ["emptyDir"] = new JsonObject { ["medium"] = "Memory", ["sizeLimit"] = "1Mi" } });

    private static bool HasMountAt(JsonDraftNode mounts, string path)
    {
        foreach (var (_, mount) in mounts)
        {
            if (MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/") == path)
            {
                return true;
            }
        }

        return false;
    }

    private static JsonObject Mount(string path) => new()
    {
        ["name"] = VolumeName,
        ["mountPath"] = path,
        ["readOnly"] = true,
    };
}
