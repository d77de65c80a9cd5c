using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Rendering;
using Injector.Core.Requests;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Editions;

/// <summary>Knows which images some edition of a profile may have brought, by the last part of their path, since that is all a mirror preserves.</summary>
internal static class KnownImages
{
    /// <summary>No registry accepts a longer reference, and each pattern is matched against all of it.</summary>
    private const int MaxBytes = 1024;

    private static readonly ConditionalWeakTable<SidecarProfile, Stated> Known = [];

    /// <summary>Whether the profile brings or once brought an image of that name, or lets pods choose it.</summary>
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

    /// <summary>Whether the profile, with its variables set, brings or once brought an image of that name, or lets pods choose it.</summary>
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

    /// <summary>Whether an image of the profile depends on a value, so that without values it cannot be recognised.</summary>
    public static bool LeavesOpen(SidecarProfile profile) => Known.GetValue(profile, static profile => new Stated(profile)).IsOpen;

    private sealed class Stated(SidecarProfile profile)
    {
        /// <summary>The images written in the profile, under any condition.</summary>
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
