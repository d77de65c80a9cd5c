using System.IO.Enumeration;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;

namespace Injector.Core.Requests;

/// <summary>Restricts the images that a pod may use instead of a profile's.</summary>
internal static class ImageRestrictions
{
    /// <summary>Why the image is rejected; <see langword="null"/> when it is allowed.</summary>
    public static string? Refuse(SidecarProfile profile, string image)
    {
        if (image.Length == 0 || image.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return $"{Quoted.Text(image)} is not an image reference; write for example \"registry.example.com/team/tool:1.2\"";
        }

        if (Allows(profile, image))
        {
            return null;
        }

        var allowed = profile.Overrides.AllowedImages.IsEmpty ? "no other image" : string.Join(", ", profile.Overrides.AllowedImages);
        return $"image {Quoted.Text(image)} is not allowed in place of profile {profile.Name}'s; it allows {allowed}";
    }

    /// <summary>Whether one of the profile's patterns matches the image.</summary>
    public static bool Allows(SidecarProfile profile, string image)
    {
        foreach (var pattern in profile.Overrides.AllowedImages)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, image, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }
}
