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

    /// <summary>The folders that are hidden in the containers of a pod.</summary>
    /// <param name="mountsToken">Whether the pod's containers get the token.</param>
    /// <param name="others">Folders that the settings name.</param>
    public static ImmutableArray<string> Paths(bool mountsToken, ImmutableArray<string> others) =>
        !mountsToken ? others : others.IsEmpty ? TokenAlone : [Path, .. others];

    /// <summary>Hides folders from a container, except those where it mounts something itself.</summary>
    public static void AddTo(JsonObject container, ImmutableArray<string> paths)
    {
        if (container["volumeMounts"] is not JsonArray mounts)
        {
            mounts = [];
            container["volumeMounts"] = mounts;
        }

        foreach (var path in paths)
        {
            if (!mounts.Any(mount => MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/") == path))
            {
                mounts.Add((JsonNode)Mount(path));
            }
        }
    }

    /// <summary>Removes mounts of the token, whatever their origin, and mounts at or below other hidden folders.</summary>
    public static void RemoveFrom(JsonArray mounts, ImmutableArray<string> others) => mounts.RemoveAll(mount =>
        MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/") is var path
        && (path == Path || others.Any(other => path == other || MountPaths.IsBelow(path, other))));

    public static JsonObject Volume() => new()
    {
        ["name"] = VolumeName,
        ["emptyDir"] = new JsonObject { ["medium"] = "Memory", ["sizeLimit"] = "1Mi" },
    };

    private static JsonObject Mount(string path) => new()
    {
        ["name"] = VolumeName,
        ["mountPath"] = path,
        ["readOnly"] = true,
    };
}
