using System.Collections.Immutable;
using System.Text;
using Injector.Core.Planning.Drafts;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Rendering;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Metadata;

/// <summary>Collects annotations and labels. The pod's own values stay; only our own and list-valued annotations may get a new value.</summary>
internal sealed class MetadataPlanner(PodView pod, InjectionStatus status, MessageList conflicts, MessageList warnings) : IDisposable
{
    private const string DefaultContainer = WellKnownAnnotations.DefaultContainer;

    private readonly PlannedEntries _annotations = new();
    private readonly PlannedEntries _labels = new();
    private ImmutableArray<string> _safeToEvict = [];

    /// <summary>What has been planned.</summary>
    public PlannedMetadata Planned => new(_annotations.ToImmutable(), _labels.ToImmutable(), _safeToEvict);

    public void Plan(ProfileDraft draft)
    {
        foreach (var (key, text) in draft.Prepared.Files)
        {
            // A file left over from an exported pod must not configure a sidecar that is added now.
            if (!pod.Annotations.TryGet(key, out var existing) || (draft.AddsContainers && !existing.Is(text)))
            {
                _annotations.Set(new PlannedEntry(key, text, draft.Name));
            }
        }

        AddMissing(draft, draft.Prepared.Annotations, new Present(pod.Annotations, status.Annotations, _annotations, "annotation"));
        AddMissing(draft, draft.Prepared.Labels, new Present(pod.Labels, status.Labels, _labels, "label"));
    }

    /// <summary>Lets <c>kubectl logs</c> and <c>exec</c> default to the application container.</summary>
    public void KeepDefaultContainer(string? application)
    {
        if (application is { Length: > 0 } && !pod.Annotations.Contains(DefaultContainer))
        {
            _annotations.TryAdd(new PlannedEntry(DefaultContainer, application, ""));
        }
    }

    /// <summary>Lets the cluster autoscaler remove nodes although pods have emptyDirs on disk there: ours hold nothing worth keeping.</summary>
    /// <param name="diskVolumes">Names of those, each once.</param>
    public void AllowEviction(List<string> diskVolumes)
    {
        var listed = pod.Annotations.TryGet(WellKnownAnnotations.SafeToEvict, out var value) ? value.ToString() : "";
        _safeToEvict = listed.Length == 0 ? [.. diskVolumes] : Unlisted(diskVolumes, listed);
        if (!_safeToEvict.IsEmpty)
        {
            // Appended to the author's exact spelling, so that it can be restored.
            var ours = string.Join(',', _safeToEvict.AsSpan());
            _annotations.Set(new PlannedEntry(WellKnownAnnotations.SafeToEvict, listed.Length == 0 ? ours : $"{listed},{ours}", ""));
        }
    }

    /// <summary>Whether an annotation is added with that value.</summary>
    public bool Sets(string key, string value) => _annotations.TryGet(key, out var planned) && planned.Value == value;

    /// <summary>
    /// Checks the size of the annotations with the record among them, and returns whether the record is new: the pod may have that very one already.
    /// </summary>
    public bool Check(PlannedRecord record, AnnotationKeys keys)
    {
        var text = JsonBuffer.Rent();
        StatusWriter.Write(record.Status, text);
        var isNew = !pod.Annotations.TryGet(record.Key, out var existing) || !existing.Is(text.Written);
        CheckSize(isNew ? record.Key : null, text.Length, keys);
        text.Return();
        return isNew;
    }

    public void Dispose()
    {
        _annotations.Dispose();
        _labels.Dispose();
    }

    private static ImmutableArray<string> Unlisted(List<string> diskVolumes, string listed)
    {
        var names = listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. diskVolumes.Except(names, StringComparer.Ordinal)];
    }

    private void CheckSize(string? record, int recordBytes, AnnotationKeys keys)
    {
        long bytes = record is null ? 0 : Encoding.UTF8.GetByteCount(record) + recordBytes;
        foreach (var (key, value) in pod.Annotations.Entries)
        {
            bytes += _annotations.Has(key) || (record is not null && key.Is(record)) ? 0 : key.Bytes.Length + value.Bytes.Length;
        }

        foreach (ref readonly var entry in _annotations.All)
        {
            bytes += entry.Key == record ? 0 : Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Value);
        }

        if (bytes > AnnotationLimit.MaxBytes)
        {
            conflicts.Add($"the pod's annotations would take {bytes} bytes with the generated files ({keys.FilePrefix}*), but Kubernetes allows {AnnotationLimit.MaxBytes}; shorten the parameters or the pod's own annotations");
        }
    }

    private void AddMissing(ProfileDraft draft, PreparedEntries added, Present present)
    {
        List<ProfileGroup>? leftOut = null;
        foreach (var group in added.Groups)
        {
            if (Taken(group, added, present) is { Count: > 0 } taken)
            {
                (leftOut ??= []).Add(group);
                Report(draft, group, added, present, taken);
            }
        }

        foreach (var (key, value) in added.Entries)
        {
            if (leftOut?.Exists(group => group.Holds(key)) == true)
            {
                continue;
            }

            if (present.InPod.TryGet(key, out var existing))
            {
                if (!existing.Is(value) && draft.AddsAllContainers && !SortedNames.Contains(present.OnRecord, key))
                {
                    warnings.Add($"{draft.Name}: the pod has {present.Kind} {key} already, and its value stays");
                }
            }
            else if (!present.Planned.TryAdd(new PlannedEntry(key, value, draft.Name)) && present.Planned.TryGet(key, out var other) && other.Value != value)
            {
                warnings.Add($"{other.Owner} and {draft.Name} both set {present.Kind} {key}; {other.Owner}'s value is used");
            }
        }
    }

    /// <summary>The members of a group that the pod itself or an earlier profile already sets.</summary>
    private static List<string>? Taken(ProfileGroup group, PreparedEntries added, Present present)
    {
        List<string>? taken = null;
        HashSet<string>? seen = null;
        foreach (var (key, _) in present.InPod.Entries)
        {
            if (group.Holds(key) && key.ToString() is var text && (added.Has(text) || !SortedNames.Contains(present.OnRecord, text)) && (seen ??= new(StringComparer.Ordinal)).Add(text))
            {
                (taken ??= []).Add(text);
            }
        }

        foreach (var (key, value) in added.Entries)
        {
            // Two profiles that set the same value do not contradict each other.
            if (group.Holds(key) && present.Planned.TryGet(key, out var other) && other.Value != value)
            {
                (taken ??= []).Add(key);
            }
        }

        return taken;
    }

    private void Report(ProfileDraft draft, ProfileGroup group, PreparedEntries added, Present present, List<string> taken)
    {
        if (!draft.AddsAllContainers || taken.TrueForAll(key => SortedNames.Contains(present.OnRecord, key)))
        {
            return;
        }

        var owner = present.Planned.TryGet(taken[^1], out var other) && !present.InPod.Contains(taken[^1]) ? other.Owner : "the pod";
        var names = string.Join(", ", added.Entries.Where(entry => group.Holds(entry.Key)).Select(entry => entry.Key));
        var otherwise = group.Otherwise.Length > 0 ? $"; {group.Otherwise}" : "";
        warnings.Add($"{draft.Name}: {owner} has {string.Join(" and ", taken.Order(StringComparer.Ordinal))} already, so none of {names} is added{otherwise}");
    }

    /// <summary>The existing annotations or labels, and their owners.</summary>
    private readonly record struct Present(
        TextMap InPod, ImmutableArray<string> OnRecord, PlannedEntries Planned, string Kind);
}
