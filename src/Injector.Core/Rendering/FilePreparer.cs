using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador.Engines;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Generated files travel in annotations and are mounted through a downwardAPI volume: no object is created, and dry runs stay dry.</summary>
internal static class FilePreparer
{
    /// <summary>The annotations, in the order of the profile.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Prepare(SidecarProfile profile, RenderScope scope, AnnotationKeys keys, string ambassador)
    {
        var files = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(profile.Files.Length);
        foreach (var file in profile.Files)
        {
            if (file.When?.Holds(scope) != false)
            {
                files.Add(new(keys.File(profile.Name, file.Name), file.IsAmbassador ? ambassador : Content(file, scope)));
            }
        }

        return files.DrainToImmutable();
    }

    /// <summary>The annotations with the companion files of the ambassador's configuration.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Prepare(SidecarProfile profile, AnnotationKeys keys, ImmutableArray<CompanionFile> companions) =>
        [.. companions.Select(file => KeyValuePair.Create(keys.File(profile.Name, file.Name), file.Text))];

    public static JsonObject Volume(SidecarProfile profile, ImmutableArray<KeyValuePair<string, string>> files, AnnotationKeys keys) => new()
    {
        ["name"] = VolumeNames.FilesInPod(profile.Name),
        ["downwardAPI"] = Items(profile.Name, files, keys),
    };

    /// <summary>The volume source that exposes annotations as files, on its own or as part of another volume.</summary>
    public static JsonObject Items(string profile, ImmutableArray<KeyValuePair<string, string>> files, AnnotationKeys keys)
    {
        var prefix = keys.File(profile, "");
        var items = new JsonArray();
        foreach (var file in files)
        {
            items.Add((JsonNode)new JsonObject
            {
                ["path"] = file.Key[prefix.Length..],
                ["fieldRef"] = new JsonObject { ["fieldPath"] = $"metadata.annotations['{file.Key}']" },
            });
        }

        return new JsonObject { ["items"] = items };
    }

    private static string Content(ProfileFile file, RenderScope scope) => file.Content switch
    {
        null => file.Text ?? "",
        var text when file.IsText => TemplateRenderer.RenderFile(text, scope),
        var content => TemplateRenderer.TryRender(content, scope, out var value) ? RelaxedJson.Text(value) : "",
    };
}
