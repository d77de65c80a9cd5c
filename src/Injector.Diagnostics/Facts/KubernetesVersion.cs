using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Injector.Diagnostics.Facts;

/// <summary>Reads versions of Kubernetes as people and API servers write them.</summary>
internal static class KubernetesVersion
{
    /// <summary>Reads <c>1.29</c>, <c>v1.29.3</c> or <c>1.29+</c>; only major and minor count.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Version? version)
    {
        version = null;
        var parts = text.TrimStart('v').Split('.');
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(parts[1].TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        version = new Version(major, minor);
        return true;
    }
}
