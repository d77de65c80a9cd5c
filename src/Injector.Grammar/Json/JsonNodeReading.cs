using System.Text.Json.Nodes;

namespace Injector.Grammar.Json;

/// <summary>Reaches into a tree whose types nobody has checked: what is of another type is simply not there.</summary>
internal static class JsonNodeReading
{
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? AsBoolean(this JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var truth) ? truth : null;

    public static long? AsInteger(this JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>A member of an object; <see langword="null"/> when the node is no object or has no such member.</summary>
    public static JsonNode? Member(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>A member that is an object; made, in place of whatever else is there, when it is not one.</summary>
    public static JsonObject ChildObject(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            child = [];
            parent[name] = child;
        }

        return child;
    }
}
