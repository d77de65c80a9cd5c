using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>Reads trees that may hold anything: what has another type counts as absent, for the schema is judged elsewhere.</summary>
internal static class Trees
{
    public static JsonObject? Map(this JsonNode? node, string member) => (node as JsonObject)?[member] as JsonObject;

    public static IReadOnlyList<JsonObject> Items(this JsonNode? node, string member) =>
        (node as JsonObject)?[member] is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    public static bool Has(this JsonNode? node, string member) => (node as JsonObject)?[member] is not null;

    public static string Text(this JsonNode? node, string member) =>
        (node as JsonObject)?[member] is JsonValue value && value.GetValueKind() is JsonValueKind.String ? (string)value! : "";

    public static bool IsTrue(this JsonNode? node, string member) => (node as JsonObject)?[member]?.GetValueKind() is JsonValueKind.True;

    public static long? Number(this JsonNode? node, string member) =>
        (node as JsonObject)?[member] is JsonValue value && value.GetValueKind() is JsonValueKind.Number && long.TryParse(value.ToJsonString(), out var number) ? number : null;
}
