namespace Injector.Core.Rendering;

/// <summary>Compares mount paths. Kubernetes compares them only as text, but <c>/a</c> and <c>/a/</c> are the same place.</summary>
internal static class MountPaths
{
    /// <summary>The path without repeated or trailing slashes and without <c>.</c> and <c>..</c> segments.</summary>
    public static string Normalise(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal) && !path.EndsWith('/') && path.StartsWith('/'))
        {
            return path;
        }

        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                segments.Add(segment);
            }
        }

        return "/" + string.Join('/', segments);
    }

    /// <summary>Whether a normalised path lies below another, other than the root.</summary>
    public static bool IsBelow(string path, string parent) =>
        parent.Length > 1 && path.Length > parent.Length && path[parent.Length] == '/' && path.StartsWith(parent, StringComparison.Ordinal);
}
