using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>Writes annotations and labels, creating their parents first.</summary>
internal static class MetadataPatch
{
    public static void Write(
        PatchWriter patch, PodView pod, ReadOnlySpan<KeyValuePair<string, string>> annotations, ReadOnlySpan<KeyValuePair<string, string>> labels)
    {
        if (annotations.IsEmpty && labels.IsEmpty)
        {
            return;
        }

        if (pod.MetadataPresence is not JsonPresence.Present)
        {
            patch.Add().At("/metadata"u8).Json("{}"u8);
        }

        WriteMap(patch, "/metadata/annotations"u8, pod.Annotations.Presence, annotations);
        WriteMap(patch, "/metadata/labels"u8, pod.Labels.Presence, labels);
    }

    private static void WriteMap(PatchWriter patch, ReadOnlySpan<byte> path, JsonPresence presence, ReadOnlySpan<KeyValuePair<string, string>> entries)
    {
        if (entries.IsEmpty)
        {
            return;
        }

        if (presence is JsonPresence.Present)
        {
            foreach (var (key, value) in entries)
            {
                patch.Add().At(path).AtMember(key).Text(value);
            }

            return;
        }

        patch.Add().At(path).BeginObject();
        foreach (var (key, value) in entries)
        {
            patch.Member(key, value);
        }

        patch.EndObject();
    }
}
