using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>Builds a mapping from YAML: refuses repeated keys and spreads merge keys, whose entries yield to the mapping's own.</summary>
/// <param name="place">Where the mapping begins.</param>
/// <param name="isFlow">Whether it is written in braces.</param>
/// <param name="obstacles">Receives what cannot be edited.</param>
internal sealed class YamlMappingBuilder(TextPlace place, bool isFlow, YamlObstacles obstacles)
{
    private readonly Dictionary<string, MappingEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _merged = new(StringComparer.Ordinal);

    /// <summary>The mapping so far.</summary>
    public MappingNode Mapping { get; } = new() { Place = place, IsFlow = isFlow };

    /// <summary>Adds an entry.</summary>
    public void Add(TreeNode key, TreeNode value, TextPlace keyPlace)
    {
        if (key is not ScalarNode name)
        {
            obstacles.Note("a key must be a text, not a list or an object", keyPlace);
            return;
        }

        if (_entries.TryGetValue(name.JsonText, out var existing))
        {
            if (_merged.Remove(name.JsonText))
            {
                existing.Value = value;
                return;
            }

            obstacles.Note($"the key {name.JsonText} stands twice, first in line {existing.Key.Place.Line}: remove one of them", keyPlace);
            return;
        }

        Append(new MappingEntry(name, value));
    }

    /// <summary>Spreads the value of a merge key: a mapping or a list of mappings, of which the first wins.</summary>
    public void Merge(TreeNode value, TextPlace keyPlace)
    {
        var sources = value is SequenceNode sequence ? sequence.Items : [value];
        foreach (var source in sources)
        {
            if (source is not MappingNode mapping)
            {
                obstacles.Note("a merge key (<<) takes an object or a list of objects", keyPlace);
                return;
            }

            foreach (var entry in mapping.Entries.Where(entry => !_entries.ContainsKey(entry.Key.JsonText)))
            {
                _merged.Add(entry.Key.JsonText);
                Append(new MappingEntry((ScalarNode)entry.Key.Copy(), entry.Value.Copy()));
            }
        }
    }

    private void Append(MappingEntry entry)
    {
        _entries.Add(entry.Key.JsonText, entry);
        Mapping.Entries.Add(entry);
    }
}
