using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>Writes annotations and labels, creating their parents first.</summary>
internal static class MetadataPatch
{
    public static void Write(
        PatchWriter patch, PodView pod, ReadOnlySpan<KeyValuePair<string, string>> annotations, PlannedRecord? record, ReadOnlySpan<KeyValuePair<string, string>> labels)
    {
        if (annotations.IsEmpty && record is null && labels.IsEmpty)
        {
            return;
        }

        if (pod.MetadataPresence is not JsonPresence.Present)
        {
            patch.Add().At("/metadata"u8).Json("{}"u8);
        }

        WriteMap(patch, "/metadata/annotations"u8, pod.Annotations.Presence, annotations, record);
        WriteMap(patch, "/metadata/labels"u8, pod.Labels.Presence, labels, null);
    }

    private static void WriteMap(
        PatchWriter patch, ReadOnlySpan<byte> path, JsonPresence presence, ReadOnlySpan<KeyValuePair<string, string>> entries, PlannedRecord? record)
    {
        if (entries.IsEmpty && record is null)
        {
            return;
        }

        var into = presence is JsonPresence.Present ? path : [];
        if (into.IsEmpty)
        {
            patch.Add().At(path).BeginObject();
        }

        // The record has its place in the order of the keys.
        var before = record is null ? entries.Length : CountBefore(entries, record.Key);
        WriteEntries(patch, into, entries[..before]);
        if (record is not null)
        {
            WriteRecord(patch, into, record);
            WriteEntries(patch, into, entries[(before < entries.Length && entries[before].Key == record.Key ? before + 1 : before)..]);
        }

        if (into.IsEmpty)
        {
            patch.EndObject();
        }
    }

    private static int CountBefore(ReadOnlySpan<KeyValuePair<string, string>> entries, string key)
    {
        var count = 0;
        while (count < entries.Length && string.CompareOrdinal(entries[count].Key, key) < 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>Writes entries into the map at a path, or as members of the one that is being written where the path is empty.</summary>
    private static void WriteEntries(PatchWriter patch, ReadOnlySpan<byte> into, ReadOnlySpan<KeyValuePair<string, string>> entries)
    {
        foreach (var (key, value) in entries)
        {
            if (into.IsEmpty)
            {
                patch.Member(key, value);
            }
            else
            {
                patch.Add().At(into).AtMember(key).Text(value);
            }
        }
    }

    private static void WriteRecord(PatchWriter patch, ReadOnlySpan<byte> into, PlannedRecord record)
    {
        var text = JsonBuffer.Rent();
        StatusWriter.Write(record.Status, text);
        if (into.IsEmpty)
        {
            patch.Member(record.Key, text.Written);
        }
        else
        {
            patch.Add().At(into).AtMember(record.Key).Text(text.Written);
        }

        text.Return();
    }
}
