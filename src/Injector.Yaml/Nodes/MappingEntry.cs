namespace Injector.Yaml.Nodes;

/// <summary>A key with its value.</summary>
/// <param name="key">The key, in its own spelling.</param>
/// <param name="value">The value.</param>
public sealed class MappingEntry(ScalarNode key, TreeNode value)
{
    /// <summary>The key, in its own spelling.</summary>
    public ScalarNode Key { get; } = key;

    /// <summary>The value.</summary>
    public TreeNode Value { get; set; } = value;

    /// <summary>Whether a merge key of the text brings it.</summary>
    public bool IsMerged { get; init; }

    /// <summary>The key as JSON has it.</summary>
    public string Name => Key.JsonText;

    /// <summary>Takes name and value apart.</summary>
    /// <param name="name">The key as JSON has it.</param>
    /// <param name="value">The value.</param>
    public void Deconstruct(out string name, out TreeNode value) => (name, value) = (Name, Value);
}
