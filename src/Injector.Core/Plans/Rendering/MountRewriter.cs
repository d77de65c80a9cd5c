using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Profiles;

namespace Injector.Core.Plans.Rendering;

/// <summary>Points a mount of a profile at the pod's volume: the profile's own with its prefix, or the one that stands in for it.</summary>
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
            if (alias.Join(mount["subPath"].AsText()) is { Length: > 0 } subPath)
            {
                mount["subPath"] = subPath;
            }
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
}
