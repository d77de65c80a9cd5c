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
internal sealed class MetadataPlanner(PodView pod, InjectionStatus status, MessageList conflicts)
{
    private const string DefaultContainer = WellKnownAnnotations.DefaultContainer;

    private readonly SortedDictionary<string, (string Value, string Owner)> _annotations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string Value, string Owner)> _labels = new(StringComparer.Ordinal);
    private readonly MessageList _warnings = new();

    public MessageList Warnings => _warnings;

    public ImmutableArray<KeyValuePair<string, string>> Annotations => [.. _annotations.Select(entry => new KeyValuePair<string, string>(entry.Key, entry.Value.Value))];

    public ImmutableArray<KeyValuePair<string, string>> Labels => [.. _labels.Select(entry => new KeyValuePair<string, string>(entry.Key, entry.Value.Value))];

    /// <summary>Volumes that <see cref="AllowEviction"/> appends to the list.</summary>
    public ImmutableArray<string> SafeToEvict { get; private set; } = [];

    public void Plan(ProfileDraft draft)
    {
        foreach (var (key, text) in draft.Prepared.Files)
        {
            // A file left over from an exported pod must not configure a sidecar that is added now.
            if (!pod.Annotations.TryGet(key, out var existing) || (draft.AddsContainers && !existing.Is(text)))
            {
                _annotations[key] = (text, draft.Name);
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
            _annotations.TryAdd(DefaultContainer, (application, ""));
        }
    }

    /// <summary>Lets the cluster autoscaler remove nodes although pods have emptyDirs on disk there: ours hold nothing worth keeping.</summary>
    public void AllowEviction(IReadOnlyCollection<string> diskVolumes)
    {
        var listed = pod.Annotations.TryGet(WellKnownAnnotations.SafeToEvict, out var value) ? value.ToString() : "";
        var names = listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        SafeToEvict = [.. diskVolumes.Except(names, StringComparer.Ordinal)];
        if (!SafeToEvict.IsEmpty)
        {
            // Appended to the author's exact spelling, so that it can be restored.
            var ours = string.Join(',', SafeToEvict);
            _annotations[WellKnownAnnotations.SafeToEvict] = (listed.Length == 0 ? ours : $"{listed},{ours}", "");
        }
    }

    /// <summary>Whether an annotation is added with that value.</summary>
    public bool Sets(string key, string value) => _annotations.TryGetValue(key, out var planned) && planned.Value == value;

    /// <summary>Sets one of our own annotations.</summary>
    public void Set(string key, string value)
    {
        if (!pod.Annotations.TryGet(key, out var existing) || !existing.Is(value))
        {
            _annotations[key] = (value, "");
        }
    }

    public void CheckSize(AnnotationKeys keys)
    {
        long bytes = 0;
        foreach (var (key, value) in pod.Annotations.Entries)
        {
            bytes += Replaces(key) ? 0 : key.Bytes.Length + value.Bytes.Length;
        }

        foreach (var (key, (value, _)) in _annotations)
        {
            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        if (bytes > AnnotationLimit.MaxBytes)
        {
            conflicts.Add($"the pod's annotations would take {bytes} bytes with the generated files ({keys.FilePrefix}*), but Kubernetes allows {AnnotationLimit.MaxBytes}; shorten the parameters or the pod's own annotations");
        }
    }

    private bool Replaces(Utf8Text key)
    {
        foreach (var planned in _annotations.Keys)
        {
            if (key.Is(planned))
            {
                return true;
            }
        }

        return false;
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
                    _warnings.Add($"{draft.Name}: the pod has {present.Kind} {key} already, and its value stays");
                }
            }
            else if (!present.Planned.TryAdd(key, (value, draft.Name)) && present.Planned[key] is var other && other.Value != value)
            {
                _warnings.Add($"{other.Owner} and {draft.Name} both set {present.Kind} {key}; {other.Owner}'s value is used");
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
            if (group.Holds(key) && present.Planned.TryGetValue(key, out var other) && other.Value != value)
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

        var owner = present.Planned.TryGetValue(taken[^1], out var other) && !present.InPod.Contains(taken[^1]) ? other.Owner : "the pod";
        var names = string.Join(", ", added.Entries.Where(entry => group.Holds(entry.Key)).Select(entry => entry.Key));
        var otherwise = group.Otherwise.Length > 0 ? $"; {group.Otherwise}" : "";
        _warnings.Add($"{draft.Name}: {owner} has {string.Join(" and ", taken.Order(StringComparer.Ordinal))} already, so none of {names} is added{otherwise}");
    }

    /// <summary>The existing annotations or labels, and their owners.</summary>
    private readonly record struct Present(
        TextMap InPod, ImmutableArray<string> OnRecord, SortedDictionary<string, (string Value, string Owner)> Planned, string Kind);
}
