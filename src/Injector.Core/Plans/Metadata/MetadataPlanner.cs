using System.Collections.Immutable;
using System.Text;
using Injector.Core.Json;
using Injector.Core.Messages;
using Injector.Core.Pods;
using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Metadata;

/// <summary>Collects annotations and labels. What the pod has stays; only our own and list-valued annotations may take a new value.</summary>
internal sealed class MetadataPlanner(PodView pod, MessageList conflicts)
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
            // A file left behind by an exported pod must not configure a sidecar that is added now.
            if (!pod.Annotations.TryGet(key, out var existing) || (draft.AddsContainers && !existing.Is(text)))
            {
                _annotations[key] = (text, draft.Name);
            }
        }

        AddMissing(draft, draft.Prepared.Annotations, pod.Annotations, _annotations, "annotation");
        AddMissing(draft, draft.Prepared.Labels, pod.Labels, _labels, "label");
    }

    /// <summary>Tells <c>kubectl logs</c> and <c>exec</c> which container the application is.</summary>
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
            // Appended to the author's own spelling, so that it can be given back.
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

    private void AddMissing(
        ProfileDraft draft,
        ImmutableArray<KeyValuePair<string, string>> added,
        TextMap existing,
        SortedDictionary<string, (string Value, string Owner)> planned,
        string kind)
    {
        foreach (var (key, value) in added)
        {
            if (existing.Contains(key))
            {
                continue;
            }

            if (!planned.TryAdd(key, (value, draft.Name)) && planned[key] is var other && other.Value != value)
            {
                _warnings.Add($"{other.Owner} and {draft.Name} both set {kind} {key}; {other.Owner}'s value is used");
            }
        }
    }
}
