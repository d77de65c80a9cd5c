using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Hides the service-account token, and other credentials that the settings name, by an empty folder: the ServiceAccount admission plugin leaves a
/// container alone that mounts something at the token's path, and it runs again over containers that webhooks add.
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

    /// <summary>Hides folders of a container, but for those at which it mounts something of its own.</summary>
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

    /// <summary>Takes mounts of the token out, whoever has made them, and those at or below other folders that are hidden.</summary>
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
