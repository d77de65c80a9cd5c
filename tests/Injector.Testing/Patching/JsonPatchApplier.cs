using System.Globalization;
using System.Text.Json.Nodes;

namespace Injector.Testing.Patching;

/// <summary>
/// Applies RFC 6902 patches, strictly: a missing parent, a bad index or a failed test is an error, as it is for the API server. Independent of
/// the code that writes patches.
/// </summary>
public static class JsonPatchApplier
{
    /// <summary>Applies a patch to a copy of the document.</summary>
    public static JsonNode? Apply(JsonNode? document, JsonArray patch)
    {
        var root = new JsonArray(document?.DeepClone());
        foreach (var operation in patch)
        {
            Apply(root, operation!.AsObject());
        }

        var result = root[0];
        root.Clear();
        return result;
    }

    private static void Apply(JsonArray root, JsonObject operation)
    {
        var path = Tokens((string)operation["path"]!);
        switch ((string)operation["op"]!)
        {
            case "add":
                Add(root, path, Value(operation));
                break;
            case "remove":
                Remove(root, path);
                break;
            case "replace":
                Remove(root, path);
                Add(root, path, Value(operation));
                break;
            case "move":
                var moved = Remove(root, Tokens((string)operation["from"]!));
                Add(root, path, moved);
                break;
            case "copy":
                Add(root, path, Find(root, Tokens((string)operation["from"]!))?.DeepClone());
                break;
            case "test":
                Require(JsonNode.DeepEquals(Find(root, path), operation["value"]), $"test of {operation["path"]} failed");
                break;
            default:
                throw new JsonPatchException($"unknown operation {operation["op"]}");
        }
    }

    private static JsonNode? Value(JsonObject operation)
    {
        Require(operation.ContainsKey("value"), $"{operation["op"]} of {operation["path"]} has no value");
        return operation["value"]?.DeepClone();
    }

    // The document is held as item 0 of an array, so that the root is replaced like anything else.
    private static List<string> Tokens(string pointer)
    {
        Require(pointer.Length == 0 || pointer[0] == '/', $"'{pointer}' is not a JSON Pointer");
        var tokens = pointer.Split('/').Select(Unescape).ToList();
        tokens[0] = "0";
        return tokens;
    }

    private static string Unescape(string token)
    {
        var text = token.Replace("~1", "/", StringComparison.Ordinal);
        Require(!text.Replace("~0", "", StringComparison.Ordinal).Contains('~', StringComparison.Ordinal), $"'{token}' has a bad escape");
        return text.Replace("~0", "~", StringComparison.Ordinal);
    }

    private static JsonNode? Find(JsonNode? root, IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            root = root switch
            {
                JsonObject parent when parent.TryGetPropertyValue(token, out var child) => child,
                JsonArray parent => parent[Index(token, parent.Count - 1)],
                _ => throw new JsonPatchException($"nothing at '{token}'"),
            };
        }

        return root;
    }

    private static void Add(JsonArray root, List<string> path, JsonNode? value)
    {
        switch (Find(root, path[..^1]))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                break;
            case JsonArray parent when ReferenceEquals(parent, root):
                parent[0] = value;
                break;
            case JsonArray parent:
                parent.Insert(path[^1] == "-" ? parent.Count : Index(path[^1], parent.Count), value);
                break;
            default:
                throw new JsonPatchException($"the parent of '{path[^1]}' is not there");
        }
    }

    private static JsonNode? Remove(JsonArray root, List<string> path)
    {
        switch (Find(root, path[..^1]))
        {
            case JsonObject parent:
                Require(parent.TryGetPropertyValue(path[^1], out var member), $"'{path[^1]}' is not there to be removed");
                parent.Remove(path[^1]);
                return member;
            case JsonArray parent:
                var index = Index(path[^1], parent.Count - 1);
                var item = parent[index];
                parent.RemoveAt(index);
                if (ReferenceEquals(parent, root))
                {
                    parent.Add((JsonNode?)null);
                }

                return item;
            default:
                throw new JsonPatchException($"the parent of '{path[^1]}' is not there");
        }
    }

    private static int Index(string token, int last)
    {
        var isIndex = int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (token == "0" || token[0] != '0');
        Require(isIndex && index <= last, $"'{token}' is not an index from 0 to {last}");
        return index;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new JsonPatchException(message);
        }
    }
}
