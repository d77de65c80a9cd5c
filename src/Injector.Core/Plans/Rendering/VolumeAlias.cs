namespace Injector.Core.Plans.Rendering;

/// <summary>A volume of the pod that stands in for a volume of a profile.</summary>
/// <param name="Volume">Name of the pod's volume.</param>
/// <param name="SubPath">Path within it that stands for the root of the profile's volume; empty for the whole volume.</param>
internal readonly record struct VolumeAlias(string Volume, string SubPath)
{
    /// <summary>Joins a path within the profile's volume to the path within the pod's.</summary>
    public string Join(string? subPath) => (SubPath, subPath) switch
    {
        (_, null or "") => SubPath,
        ("", _) => subPath,
        _ => $"{SubPath}/{subPath}",
    };
}
