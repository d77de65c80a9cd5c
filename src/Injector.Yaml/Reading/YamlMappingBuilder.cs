using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>Builds a mapping from YAML: refuses repeated keys and spreads merge keys, whose entries yield to the mapping's own.</summary>
/// <param name="mapping">What is built.</param>
/// <param name="note">Receives what is wrong.</param>
internal sealed class YamlMappingBuilder(MappingNode mapping, Action<FieldLocation, string> note)
{
    private readonly Dictionary<string, MappingEntry> _entries = new(StringComparer.Ordinal);
    private HashSet<string>? _merged;

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">Where the key stands.</param>
    /// <param name="schema">Words the error.</param>
    public void Add(ScalarNode key, TreeNode value, FieldLocation place, YamlSchema schema)
    {
        if (!_entries.TryGetValue(key.JsonText, out var existing))
        {
            Append(new MappingEntry(key, value));
        }
        else if (_merged?.Remove(key.JsonText) == true)
        {
            existing.Value = value;
        }
        else
        {
            var first = existing.Key.Location.Line is var line and > 0 ? line : place.Line;
            note(place, schema is YamlSchema.Strict
                ? $"'{YamlTreeReader.Shown(key.JsonText)}' stands here a second time (first on line {first}); keep one of them"
                : $"the key {YamlTreeReader.Shown(key.JsonText)} stands twice, first in line {first}: remove one of them");
        }
    }

    /// <summary>Spreads the value of a merge key: a mapping or a list of mappings, of which the first wins.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Where the key stands.</param>
    public void Merge(TreeNode value, FieldLocation place)
    {
        foreach (var source in value is SequenceNode sequence ? sequence.Items : [value])
        {
            if (source is not MappingNode fields)
            {
                note(place, "a merge key (<<) takes an object or a list of objects");
                return;
            }

            foreach (var entry in fields.Entries.Where(entry => !_entries.ContainsKey(entry.Name)))
            {
                (_merged ??= new(StringComparer.Ordinal)).Add(entry.Name);
                Append(new MappingEntry((ScalarNode)entry.Key.Copy(), entry.Value.Copy()));
            }
        }
    }

    private void Append(MappingEntry entry)
    {
        _entries.Add(entry.Name, entry);
        mapping.Entries.Add(entry);
    }
}
