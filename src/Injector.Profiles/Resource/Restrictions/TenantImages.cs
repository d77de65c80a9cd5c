using System.Text.RegularExpressions;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>Whether a tenant's profile may use an image, or allow pods to use the images of a pattern.</summary>
internal static partial class TenantImages
{
    /// <summary>Stands for a variable or a wildcard: no pattern of the configuration contains it, so only a <c>*</c> matches it.</summary>
    private const string Anything = "\0";

    internal static bool Allow(string image, ProfileRestrictions policy)
    {
        var known = Variable().Replace(image, Anything);
        return policy.AllowedImages.IsEmpty || TenantPattern.MatchesAny(policy.AllowedImages, known);
    }

    /// <summary>
    /// Whether every image that matches a pattern of the profile is allowed. Errs on the side of refusing: the pattern must be covered by a single one of the
    /// restrictions, and its special characters, including escapes, are only matched by a <c>*</c>.
    /// </summary>
    internal static bool Cover(string images, ProfileRestrictions policy) => Allow(Special().Replace(images, Anything), policy);

    [GeneratedRegex(@"\$\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"[*?\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Special();
}
