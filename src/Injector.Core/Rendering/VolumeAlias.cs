namespace Injector.Core.Rendering;

/// <summary>A volume of the pod that replaces a volume of a profile.</summary>
/// <param name="Volume">Name of the pod's volume.</param>
/// <param name="SubPath">Path within it that corresponds to the root of the profile's volume; empty for the whole volume.</param>
internal readonly record struct VolumeAlias(string Volume, string SubPath)
{
    /// <summary>A <c>subPathExpr</c> used instead of <see cref="SubPath"/>; empty for none.</summary>
    public string SubPathExpr { get; init; } = "";

    /// <summary>The variables that the expression names, from <see cref="ComputedPath.Read"/>.</summary>
    public string Variables { get; init; } = "";

    /// <summary>Whether the expression is already in terms of variables that the mounting container has.</summary>
    public bool IsFitted { get; init; }

    /// <inheritdoc/>
    public override int GetHashCode() =>
        // The length of the variables is enough: they are long, and a pod may use them in thousands of mounts.
        HashCode.Combine(Volume, SubPath, SubPathExpr, Variables.Length, IsFitted);

    /// <summary>Joins two relative paths, or two expressions; either may be empty.</summary>
    public static string Join(string outer, string? inner) => (outer, inner) switch
    {
        (_, null or "") => outer,
        ("", _) => inner,
        _ => $"{outer}/{inner}",
    };

    /// <summary>The same volume, with a folder in it as the root.</summary>
    public VolumeAlias Below(string path) => SubPathExpr.Length > 0
        ? this with { SubPathExpr = Join(SubPathExpr, ComputedPath.Literal(path)) }
        : this with { SubPath = Join(SubPath, path) };
}
