using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Planning.Records;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>A working copy of a pod and the operations that lead to it; each applies to the pod as the earlier ones leave it.</summary>
internal sealed class PodEdit(JsonObject pod, ImmutableArray<KeyValuePair<string, string>> blank)
{
    private readonly JsonArray _operations = [];

    /// <summary>The pod as it is now.</summary>
    public JsonObject Pod => pod;

    /// <summary>The operations as JSON; empty when there are none.</summary>
    public ReadOnlyMemory<byte> Patch => _operations.Count == 0 ? default : RelaxedJson.Bytes(_operations);

    /// <summary>Removes the matching items from an array.</summary>
    /// <returns>The number of removed items.</returns>
    public int RemoveItems(JsonObject parent, string path, string member, Func<JsonNode?, bool> fits)
    {
        var removed = 0;
        if (parent[member] is not JsonArray array)
        {
            return removed;
        }

        for (var i = array.Count - 1; i >= 0; i--)
        {
            if (fits(array[i]))
            {
                RemoveItem(array, $"{path}/{member}", i);
                removed++;
            }
        }

        return removed;
    }

    /// <summary>Removes one item of an array.</summary>
    public void RemoveItem(JsonArray array, string path, int index)
    {
        array.RemoveAt(index);
        Write("remove", $"{path}/{index}", null);
    }

    /// <summary>Inserts an item into an array, which is created if missing; an index past the end means the end.</summary>
    public void InsertItem(JsonObject parent, string path, string member, int index, JsonNode item)
    {
        if (parent[member] is not JsonArray array)
        {
            parent[member] = array = [];
            Write("add", $"{path}/{member}", new JsonArray());
        }

        index = Math.Min(index, array.Count);
        array.Insert(index, item);
        Write("add", $"{path}/{member}/{index}", item);
    }

    /// <summary>Replaces the value of an existing member.</summary>
    public void Replace(JsonObject parent, string path, string member, JsonNode? value)
    {
        parent[member] = value;
        Write("replace", $"{path}/{JsonPointer.Escape(member)}", value);
    }

    /// <summary>Adds a member that does not exist.</summary>
    public void Add(JsonObject parent, string path, string member, JsonNode? value)
    {
        parent[member] = value;
        Write("add", $"{path}/{JsonPointer.Escape(member)}", value);
    }

    /// <summary>Removes a member if it exists.</summary>
    public bool RemoveMember(JsonObject parent, string path, string member)
    {
        if (!parent.Remove(member))
        {
            return false;
        }

        Write("remove", $"{path}/{JsonPointer.Escape(member)}", null);
        return true;
    }

    /// <summary>
    /// Restores a collection that has become empty to its state before anything was added: absent, <c>null</c> or empty, recorded by its name in
    /// <see cref="CollectionNames"/>.
    /// </summary>
    public void Tidy(JsonObject parent, string path, string member, string name)
    {
        if (parent[member] is not (JsonArray { Count: 0 } or JsonObject { Count: 0 }))
        {
            return;
        }

        var before = SortedNames.TryGet(blank, name, out var kept) ? kept : BlankCollections.Absent;
        if (before == BlankCollections.Null)
        {
            Replace(parent, path, member, null);
        }
        else if (before != BlankCollections.Empty)
        {
            RemoveMember(parent, path, member);
        }
    }

    private void Write(string operation, string path, JsonNode? value)
    {
        var written = new JsonObject { ["op"] = operation, ["path"] = path };
        if (operation != "remove")
        {
            written["value"] = value?.DeepClone();
        }

        _operations.Add((JsonNode)written);
    }
}
