using System.Collections.Immutable;
using Injector.Ambassador.Engines;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Generated files travel in annotations and are mounted through a downwardAPI volume: no object is created, and dry runs stay dry.</summary>
internal static class FilePreparer
{
    /// <summary>The annotations, in the order of the profile.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Prepare(CompiledProfile profile, TemplateValues values, JsonDraft draft, AnnotationKeys keys, string ambassador)
    {
        var files = new JsonItems<KeyValuePair<string, string>>();
        foreach (var file in profile.Files)
        {
            if (values.Holds(file.When))
            {
                files.Add(new(keys.File(profile.Profile.Name, file.Source.Name), file.Source.IsAmbassador ? ambassador : Content(file, values, draft)));
            }
        }

        return files.ToImmutable();
    }

    /// <summary>The annotations with the companion files of the ambassador's configuration.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Prepare(string profile, AnnotationKeys keys, ImmutableArray<CompanionFile> companions) =>
        companions.IsEmpty ? [] : [.. companions.Select(file => KeyValuePair.Create(keys.File(profile, file.Name), file.Text))];

    /// <summary>The volume with the files.</summary>
    public static JsonDraftNode Volume(string profile, ImmutableArray<KeyValuePair<string, string>> files, AnnotationKeys keys, JsonDraft draft)
    {
        var volume = draft.Object();
        volume.Set("name", VolumeNames.FilesInPod(profile));
        AddItems(volume.ChildObject("downwardAPI"), profile, files, keys);
        return volume;
    }

    /// <summary>Adds what shows annotations as files, in a volume or as a part of one.</summary>
    public static void AddItems(JsonDraftNode source, string profile, ImmutableArray<KeyValuePair<string, string>> files, AnnotationKeys keys)
    {
        var prefix = keys.File(profile, "").Length;
        var items = source.ChildArray("items");
        foreach (var file in files)
        {
            var item = items.AddObject();
            item.Set("path", file.Key[prefix..]);
            item.ChildObject("fieldRef").Set("fieldPath", $"metadata.annotations['{file.Key}']");
        }
    }

    private static string Content(CompiledFile file, TemplateValues values, JsonDraft draft) => file switch
    {
        { Text: { } text } => text.Render(values),
        { Tree: { } tree } => tree.TryRender(values, draft, out var content) ? content.Text() : "",
        _ => file.Source.Text ?? "",
    };
}
