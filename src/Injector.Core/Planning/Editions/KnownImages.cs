using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Rendering;
using Injector.Core.Requests;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Editions;

/// <summary>Knows which images some edition of a profile may have brought: by the last part of their path, for a mirror keeps no more than that.</summary>
internal static class KnownImages
{
    /// <summary>No registry takes a longer reference, and each pattern is tried on all of it.</summary>
    private const int MaxBytes = 1024;

    private static readonly ConditionalWeakTable<SidecarProfile, Stated> Known = [];

    /// <summary>Whether an image goes by a name that the profile brings or brought, or is one that it lets pods choose.</summary>
    public static bool Know(SidecarProfile profile, Utf8Text image)
    {
        if (image.Bytes.Length > MaxBytes)
        {
            return false;
        }

        foreach (var name in Known.GetValue(profile, static profile => new Stated(profile)).Names)
        {
            if (ImageReference.HaveSameName(image, name))
            {
                return true;
            }
        }

        return ImageRestrictions.Allows(profile, image.ToString());
    }

    /// <summary>Whether an image goes by a name that the profile brings or brought, its variables set, or is one that it lets pods choose.</summary>
    public static bool Know(SidecarProfile profile, ImmutableArray<PreparedContainer> containers, Utf8Text image)
    {
        foreach (var container in containers)
        {
            if (ImageReference.HaveSameName(image, container.View.Image))
            {
                return true;
            }
        }

        return Know(profile, image);
    }

    /// <summary>Whether a container of the profile runs the application's image.</summary>
    public static bool TakeTheApplications(SidecarProfile profile) => Known.GetValue(profile, static profile => new Stated(profile)).IsTheApplications;

    /// <summary>Whether a value decides about an image of the profile, so that without values none can be told from another.</summary>
    public static bool LeavesOpen(SidecarProfile profile) => Known.GetValue(profile, static profile => new Stated(profile)).IsOpen;

    private sealed class Stated(SidecarProfile profile)
    {
        /// <summary>The images that stand in the profile, under whichever condition.</summary>
        public ImmutableArray<Utf8Text> Names { get; } =
        [
            .. profile.EarlierImages
                .Concat(profile.InitContainers.Concat(profile.Sidecars).SelectMany(static container => Images(container.Container)))
                .Distinct(StringComparer.Ordinal)
                .Select(Utf8Text.From),
        ];

        /// <summary>Whether an image is the application's.</summary>
        public bool IsTheApplications { get; } = profile.InitContainers.Concat(profile.Sidecars).Any(static container => IsApplications(container.Container));

        /// <summary>Whether an image depends on a value.</summary>
        public bool IsOpen { get; } = profile.InitContainers.Concat(profile.Sidecars)
            .Any(static container => !Images(container.Container).Any() && !IsApplications(container.Container));

        private static bool IsApplications(TemplateNode container) =>
            container is TemplateNode.Object { Members: var members } && members.Any(static member => member.Name == "image" && member.Value switch
            {
                TemplateNode.Variable { Reference: { Root: "app", Name: "image" } } => true,
                TemplateNode.Text { Segments: [{ Reference: { Root: "app", Name: "image" } }] } => true,
                _ => false,
            });

        private static IEnumerable<string> Images(TemplateNode container) =>
            container is TemplateNode.Object { Members: var members } ? members.Where(static member => member.Name == "image").SelectMany(static member => Texts(member.Value)) : [];

        private static IEnumerable<string> Texts(TemplateNode node) => node switch
        {
            TemplateNode.Literal { Value: { ValueKind: JsonValueKind.String } text } => [text.GetString()!],
            TemplateNode.When conditional => Texts(conditional.Body),
            _ => [],
        };
    }
}
