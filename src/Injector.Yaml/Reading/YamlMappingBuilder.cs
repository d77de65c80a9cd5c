using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>
/// Builds a mapping from YAML. Of duplicate keys the last counts, and a merge key replaces preceding entries, as in kubectl's reader; the strict schema rejects
/// both.
/// </summary>
/// <param name="mapping">The mapping to build.</param>
/// <param name="schema">The schema.</param>
/// <param name="note">Receives errors.</param>
/// <param name="warn">Receives warnings.</param>
internal sealed class YamlMappingBuilder(
    MappingNode mapping, YamlSchema schema, Action<FieldLocation, string> note, Action<FieldLocation, string> warn)
{
    private readonly Dictionary<string, MappingEntry> _entries = new(StringComparer.Ordinal);
    private HashSet<string>? _merged;
    private HashSet<MappingEntry>? _replaced;

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">Location of the key.</param>
    public void Add(ScalarNode key, TreeNode value, FieldLocation place)
    {
        var name = key.JsonText;
        if (!_entries.TryGetValue(name, out var existing))
        {
            Append(new MappingEntry(key, value));
            return;
        }

        if (_merged?.Remove(name) == true)
        {
            Replace(existing, key, value);
            return;
        }

        var first = existing.Key.Location.Line is var line and > 0 ? line : place.Line;
        if (schema is YamlSchema.Strict)
        {
            note(place, $"'{YamlTreeReader.Shown(name)}' stands here a second time (first on line {first}); keep one of them");
            return;
        }

        warn(place, $"the key {YamlTreeReader.Shown(name)} stands twice, first in line {first}: kubectl takes the last; remove one of them");
        Replace(existing, key, value);
    }

    /// <summary>Expands the value of a merge key: a mapping, or a list of mappings of which the first wins.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Location of the key.</param>
    /// <param name="line">Its position in the text.</param>
    public void Merge(TreeNode value, FieldLocation place, TextPosition line)
    {
        mapping.Keep(line);
        IEnumerable<TreeNode> sources = value is SequenceNode sequence ? Enumerable.Reverse(sequence.Items) : [value];
        foreach (var source in sources)
        {
            if (source is not MappingNode fields)
            {
                note(place, "a merge key (<<) takes an object or a list of objects");
                return;
            }

            fields.Entries.ForEach(Merge);
        }
    }

    /// <summary>Finishes the mapping.</summary>
    public void Finish()
    {
        if (_replaced is not null)
        {
            mapping.Entries.RemoveAll(_replaced.Contains);
        }
    }

    private void Merge(MappingEntry entry)
    {
        (_merged ??= new(StringComparer.Ordinal)).Add(entry.Name);
        if (_entries.TryGetValue(entry.Name, out var existing))
        {
            existing.Value = entry.Value.ReferredFrom(existing.Value.Place);
            return;
        }

        Append(new MappingEntry((ScalarNode)entry.Key.Copy(), entry.Value.Copy()) { IsMerged = true });
    }

    private void Replace(MappingEntry existing, ScalarNode key, TreeNode value)
    {
        // Removed together at the end: one by one, many duplicate keys would take quadratic time.
        (_replaced ??= new(ReferenceEqualityComparer.Instance)).Add(existing);
        mapping.Keep(existing.Key.Place);
        _entries.Remove(existing.Name);
        Append(new MappingEntry(key, value));
    }

    private void Append(MappingEntry entry)
    {
        _entries.Add(entry.Name, entry);
        mapping.Entries.Add(entry);
    }
}
