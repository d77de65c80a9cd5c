using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Profiles;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Makes a profile's mount refer to the pod's volume: the profile's own with its prefix, or the one that replaces it.</summary>
internal static class MountRewriter
{
    public static void Rewrite(SidecarProfile profile, ImmutableDictionary<string, VolumeAlias> aliases, JsonObject mount)
    {
        if (mount["name"].AsText() is not { } name)
        {
            return;
        }

        if (aliases.TryGetValue(name, out var alias))
        {
            mount["name"] = alias.Volume;
            Place(alias, mount);
        }
        else if (name == VolumeNames.Files && !profile.Files.IsEmpty)
        {
            mount["name"] = VolumeNames.FilesInPod(profile.Name);
        }
        else if (profile.Volumes.Any(volume => volume.Name == name))
        {
            mount["name"] = VolumeNames.InPod(name);
        }
    }

    // A mount has either a path or an expression: if one side is an expression, the whole becomes one.
    private static void Place(VolumeAlias alias, JsonObject mount)
    {
        var (path, expression) = (mount["subPath"].AsText() ?? "", mount["subPathExpr"].AsText() ?? "");
        if (alias.SubPathExpr.Length == 0 && expression.Length == 0)
        {
            if (VolumeAlias.Join(alias.SubPath, path) is { Length: > 0 } subPath)
            {
                mount["subPath"] = subPath;
            }

            return;
        }

        mount.Remove("subPath");
        mount["subPathExpr"] = VolumeAlias.Join(
            alias.SubPathExpr.Length > 0 ? alias.SubPathExpr : ComputedPath.Literal(alias.SubPath), expression.Length > 0 ? expression : ComputedPath.Literal(path));
    }
}
