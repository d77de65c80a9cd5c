using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Makes a profile's mount refer to the pod's volume: the profile's own with its prefix, or the one that replaces it.</summary>
internal static class MountRewriter
{
    public static void Rewrite(SidecarProfile profile, ImmutableDictionary<string, VolumeAlias> aliases, JsonDraftNode mount)
    {
        if (mount.Member("name").AsText() is not { } name)
        {
            return;
        }

        if (aliases.TryGetValue(name, out var alias))
        {
            mount.Set("name", alias.Volume);
            Place(alias, mount);
        }
        else if (name == VolumeNames.Files && !profile.Files.IsEmpty)
        {
            mount.Set("name", VolumeNames.FilesInPod(profile.Name));
        }
        else if (Brings(profile, name))
        {
            mount.Set("name", VolumeNames.InPod(name));
        }
    }

    /// <summary>Whether the profile brings a volume of that name.</summary>
    public static bool Brings(SidecarProfile profile, string volume)
    {
        foreach (var own in profile.Volumes)
        {
            if (own.Name == volume)
            {
                return true;
            }
        }

        return false;
    }

    // A mount has one of both: where either side is an expression, the whole of it is one.
    private static void Place(VolumeAlias alias, JsonDraftNode mount)
    {
        var (path, expression) = (mount.Member("subPath").AsText() ?? "", mount.Member("subPathExpr").AsText() ?? "");
        if (alias.SubPathExpr.Length == 0 && expression.Length == 0)
        {
            if (VolumeAlias.Join(alias.SubPath, path) is { Length: > 0 } subPath)
            {
                mount.Set("subPath", subPath);
            }

            return;
        }

        mount.Remove("subPath");
        mount.Set("subPathExpr", VolumeAlias.Join(
            alias.SubPathExpr.Length > 0 ? alias.SubPathExpr : ComputedPath.Literal(alias.SubPath), expression.Length > 0 ? expression : ComputedPath.Literal(path)));
    }
}
