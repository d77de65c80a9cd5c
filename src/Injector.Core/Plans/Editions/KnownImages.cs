using System.Collections.Immutable;
using Injector.Core.Decisions.Requests;
using Injector.Core.Json;
using Injector.Core.Plans.Rendering;
using Injector.Core.Profiles;

namespace Injector.Core.Plans.Editions;

/// <summary>Knows which images some edition of a profile may have brought.</summary>
internal static class KnownImages
{
    /// <summary>Whether an image is of a repository that the profile brings or brought, behind whichever registry, or one that it lets pods choose.</summary>
    public static bool Know(SidecarProfile profile, ImmutableArray<PreparedContainer> containers, Utf8Text image)
    {
        foreach (var container in containers)
        {
            if (ImageReference.HaveSamePath(image, container.View.Image))
            {
                return true;
            }
        }

        foreach (var earlier in profile.EarlierImages)
        {
            if (ImageReference.HaveSamePath(image, Utf8Text.From(earlier)))
            {
                return true;
            }
        }

        return ImagePolicy.Refuse(profile, image.ToString()) is null;
    }
}
