using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>A volume mount that application containers receive.</summary>
/// <param name="LocalVolume">Name of the volume in the profile.</param>
/// <param name="Volume">Name of the volume in the pod.</param>
/// <param name="MountPath">Path as written in the profile.</param>
/// <param name="Path">Normalised path, for comparison.</param>
/// <param name="SubPath">Path within the pod's volume; empty for all of it.</param>
/// <param name="SubPathExpr">The expression used instead of that path; empty for none.</param>
/// <param name="Variables">The variables that the expression names, from <see cref="ComputedPath.Read"/>.</param>
/// <param name="ReadOnly">Whether the application may only read.</param>
/// <param name="IsReplaceable">Whether another volume at the path can replace it: the profile brings the volume and mounts all of it.</param>
/// <param name="Json">The mount's JSON.</param>
internal sealed record PreparedMount(
    string LocalVolume,
    string Volume,
    string MountPath,
    string Path,
    string SubPath,
    string SubPathExpr,
    string Variables,
    bool ReadOnly,
    bool IsReplaceable,
    ReadOnlyMemory<byte> Json)
{
    public static PreparedMount Of(SidecarProfile profile, ImmutableDictionary<string, VolumeAlias> aliases, JsonDraftNode mount)
    {
        var localVolume = mount.Member("name").AsText() ?? "";
        var mountPath = mount.Member("mountPath").AsText() ?? "/";
        var isReplaceable = !mount.Member("subPath").Exists && !mount.Member("subPathExpr").Exists && MountRewriter.Brings(profile, localVolume);
        MountRewriter.Rewrite(profile, aliases, mount);
        return new PreparedMount(
            localVolume,
            mount.Member("name").AsText() ?? "",
            mountPath,
            MountPaths.Normalise(mountPath),
            mount.Member("subPath").AsText() ?? "",
            mount.Member("subPathExpr").AsText() ?? "",
            aliases.TryGetValue(localVolume, out var alias) ? alias.Variables : "",
            mount.Member("readOnly").AsBoolean() == true,
            isReplaceable,
            mount.Bytes());
    }
}
