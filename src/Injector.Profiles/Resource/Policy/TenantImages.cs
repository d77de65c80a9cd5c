using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace Injector.Profiles.Resource.Policy;

/// <summary>Whether a tenant's profile may use an image.</summary>
internal static partial class TenantImages
{
    /// <summary>Stands for a variable: no pattern of the configuration holds it, so only a <c>*</c> matches it.</summary>
    private const string Anything = "\0";

    internal static bool Allow(string image, TenantPolicy policy)
    {
        var known = Variable().Replace(image, Anything);
        return policy.AllowedImages.IsEmpty || policy.AllowedImages.Any(pattern => Matches(pattern, known));
    }

    /// <summary>A pattern with a question mark, which no image has, matches nothing: as a wildcard it would let a whole variable through.</summary>
    private static bool Matches(string pattern, string image) =>
        !pattern.Contains('?', StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(pattern, image, ignoreCase: false);

    [GeneratedRegex(@"\$\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
