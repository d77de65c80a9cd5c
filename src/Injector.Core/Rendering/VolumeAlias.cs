namespace Injector.Core.Rendering;

/// <summary>A volume of the pod that stands in for a volume of a profile.</summary>
/// <param name="Volume">Name of the pod's volume.</param>
/// <param name="SubPath">Path within it that stands for the root of the profile's volume; empty for the whole volume.</param>
internal readonly record struct VolumeAlias(string Volume, string SubPath)
{
    /// <summary>In place of <see cref="SubPath"/>, a <c>subPathExpr</c>; empty for none.</summary>
    public string SubPathExpr { get; init; } = "";

    /// <summary>The variables that the expression names, by <see cref="ComputedPath.Read"/>.</summary>
    public string Variables { get; init; } = "";

    /// <summary>Whether the container that mounts it has the variables already, and the expression is in its names.</summary>
    public bool IsFitted { get; init; }

    /// <inheritdoc/>
    public override int GetHashCode() =>
        // Of the variables the length will do: they are long, and a pod may mount by them thousands of times.
        HashCode.Combine(Volume, SubPath, SubPathExpr, Variables.Length, IsFitted);

    /// <summary>Joins two relative paths, or two expressions; either may be empty.</summary>
    public static string Join(string outer, string? inner) => (outer, inner) switch
    {
        (_, null or "") => outer,
        ("", _) => inner,
        _ => $"{outer}/{inner}",
    };

    /// <summary>The same volume with the folder in it that stands for the root.</summary>
    public VolumeAlias Below(string path) => SubPathExpr.Length > 0
        ? this with { SubPathExpr = Join(SubPathExpr, ComputedPath.Literal(path)) }
        : this with { SubPath = Join(SubPath, path) };
}
