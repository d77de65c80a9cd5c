namespace Injector.Core.Profiles.Parameters;

/// <summary>The rule for paths: absolute, in its shortest spelling, and fit for a mount path (which may hold no colon).</summary>
internal static class PathText
{
    /// <summary>The rule that a text breaks; <see langword="null"/> when it is a path.</summary>
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
            // The kubelet reads the one in arguments, Fluent Bit and collectors the other in their files, where nothing can take the meaning away.
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
