using Injector.Core.Pods;
using Injector.Core.Rendering;

namespace Injector.Core.Planning.Drafts;

/// <summary>A mount of an application container, normalised for comparison.</summary>
/// <param name="Volume">Name of the pod's volume.</param>
/// <param name="Path">Normalised path.</param>
/// <param name="SubPath">Path within the volume.</param>
/// <param name="SubPathExpr">The expression that determines the path within the volume at start; empty for none.</param>
/// <param name="ReadOnly">Whether it is mounted read-only.</param>
internal sealed record WorkingMount(string Volume, string Path, string SubPath, string SubPathExpr, bool ReadOnly)
{
    public static WorkingMount Of(MountView mount) => new(
        mount.Volume.ToString(),
        MountPaths.Normalise(mount.Path.ToString()),
        mount.SubPath.ToString(),
        mount.SubPathExpr.ToString(),
        mount.ReadOnly);
}
