namespace Injector.Core.Profiles.Parameters;

/// <summary>The rule for paths: absolute, in their shortest form, and valid as a mount path (which must not contain a colon).</summary>
internal static class PathText
{
    /// <summary>The rule that a text breaks; <see langword="null"/> when it is a valid path.</summary>
    internal static string? Check(string text)
    {
        if (!text.StartsWith('/'))
        {
            return "is not an absolute path (it begins with /)";
        }

        if (text.Contains(':'))
        {
            return "has a colon, which a mount path may not have";
        }

        if (text.Contains("$(", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal))
        {
            // The kubelet expands the first in arguments; Fluent Bit and collectors expand the second in their files, where it cannot be escaped.
            return "has $( or ${ in it, which programs replace by a variable";
        }

        var segments = text.Split('/');
        if (segments.Contains(".."))
        {
            return "has a '..' segment";
        }

        return text.Length > 1 && segments.Skip(1).Any(segment => segment is "" or ".")
            ? "is not in its shortest spelling (no '//', no '/./', no '/' at the end)"
            : null;
    }
}
