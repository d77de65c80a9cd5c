using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>A mount that a profile gives its own container.</summary>
/// <param name="Path">Normalised path.</param>
/// <param name="Volume">Name of the volume in the pod.</param>
/// <param name="ReadOnly">Whether it is mounted read-only.</param>
/// <param name="IsPart">Whether only part of the volume is mounted, which may be a file.</param>
internal sealed record OwnMount(string Path, string Volume, bool ReadOnly, bool IsPart)
{
    /// <summary>Reads the mounts of a container.</summary>
    public static ImmutableArray<OwnMount> Of(JsonDraftNode container)
    {
        var mounts = new JsonItems<OwnMount>();
        foreach (var (_, mount) in container.Member("volumeMounts"))
        {
            if (mount.IsObject)
            {
                mounts.Add(new OwnMount(
                    MountPaths.Normalise(mount.Member("mountPath").AsText() ?? "/"),
                    mount.Member("name").AsText() ?? "",
                    mount.Member("readOnly").AsBoolean() == true,
                    mount.Member("subPath").Exists || mount.Member("subPathExpr").Exists));
            }
        }

        return mounts.ToImmutable();
    }
}
