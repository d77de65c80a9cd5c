using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>Writes annotations and labels, creating their parents first.</summary>
internal static class MetadataPatch
{
    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    public static void Write(
        PatchWriter patch,
        PodView pod,
        IReadOnlyCollection<KeyValuePair<string, string>> annotations,
        IReadOnlyCollection<KeyValuePair<string, string>> labels)
    {
        if (annotations.Count + labels.Count == 0)
        {
            return;
        }

        if (pod.MetadataPresence is not JsonPresence.Present)
        {
            patch.Add("/metadata", EmptyObject);
        }

        WriteMap(patch, "/metadata/annotations", pod.Annotations.Presence, annotations);
        WriteMap(patch, "/metadata/labels", pod.Labels.Presence, labels);
    }

    private static void WriteMap(PatchWriter patch, string path, JsonPresence presence, IReadOnlyCollection<KeyValuePair<string, string>> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        if (presence is not JsonPresence.Present)
        {
            patch.AddMap(path, entries);
            return;
        }

        foreach (var (key, value) in entries)
        {
            patch.Add($"{path}/{JsonPointer.Escape(key)}", value);
        }
    }
}
