using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>Tells how an author indents lists, so that what is added looks the same.</summary>
public static class SequenceIndentation
{
    /// <summary>Whether the dashes stand deeper than the key that holds the list, by the first block list of the document.</summary>
    public static bool IsDeeper(TreeNode root) => Find(root) ?? false;

    private static bool? Find(TreeNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.Select(entry => Of(entry) ?? Find(entry.Value)).FirstOrDefault(found => found is not null),
        SequenceNode sequence => sequence.Items.Select(Find).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool? Of(MappingEntry entry) =>
        entry is { Key.Place.Exists: true, Value: SequenceNode { IsFlow: false, Place: { Exists: true } place } } ? place.Column > entry.Key.Place.Column : null;
}
