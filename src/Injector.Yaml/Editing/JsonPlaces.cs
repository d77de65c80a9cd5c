using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>Finds the node of a tree that a byte of its JSON belongs to, to report positions in the author's text.</summary>
public static class JsonPlaces
{
    /// <summary>The node; <see langword="null"/> when the tree has none there.</summary>
    /// <param name="root">The tree. Parts of the JSON that it lacks are skipped.</param>
    /// <param name="json">Its JSON.</param>
    /// <param name="offset">Offset of the first byte of the value.</param>
    public static TreeNode? Find(TreeNode root, ReadOnlySpan<byte> json, long offset)
    {
        var reader = new Utf8JsonReader(json);
        var holders = new Stack<Holder>();
        TreeNode? member = root;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    member = (holders.Peek().Node as MappingNode)?[reader.GetString()!];
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    holders.Pop();
                    break;
                default:
                    var value = holders.TryPeek(out var holder) && holder.IsArray ? holder.NextItem() : member;
                    if (reader.TokenStartIndex >= offset)
                    {
                        return value;
                    }

                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        holders.Push(new Holder(value, reader.TokenType is JsonTokenType.StartArray));
                    }

                    break;
            }
        }

        return null;
    }

    private sealed class Holder(TreeNode? node, bool isArray)
    {
        private int _next;

        public TreeNode? Node => node;

        public bool IsArray => isArray;

        public TreeNode? NextItem()
        {
            var index = _next++;
            return node is SequenceNode sequence && index < sequence.Items.Count ? sequence.Items[index] : null;
        }
    }
}
