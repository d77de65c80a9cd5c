using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Injector.Testing.Mutations;

/// <summary>A document, as JSON, in which one field has another value.</summary>
/// <param name="Path">The field, such as <c>spec.ports[0].port</c>.</param>
/// <param name="Was">The JSON of the field before.</param>
/// <param name="Becomes">What it has become.</param>
/// <param name="Text">The document.</param>
public sealed record FieldMutation(string Path, string Was, string Becomes, string Text);

/// <summary>Gives every field of a document a value of each type, and neighbours that do not belong there.</summary>
public static class FieldMutations
{
    /// <summary>A key that stands twice.</summary>
    public const string Twice = "twice";

    /// <summary>A key beside that nobody knows.</summary>
    public const string Unknown = "unknown key";

    private static readonly string[] Values =
    [
        "null", "\"\"", "\"Text With: Odd {Characters\"", "\"$(params.none)\"", "\"$(\"", ".inf", "+99999999999999999999", "+1e999", "8080", "-1", "99999999999999999999999", "0.5", "1e400", "true", "[]", "[[1]]", "[\"x\",\"x\"]", "{\"a\":1}",
        "{\"$when\":\"params.none\",\"$value\":null}", "[{\"$each\":\"params.none\"}]",
    ];

    /// <summary>All of them.</summary>
    /// <param name="document">The document.</param>
    public static IEnumerable<FieldMutation> Of(JsonNode document)
    {
        foreach (var (node, path) in Fields(document, ""))
        {
            foreach (var value in Values)
            {
                yield return new FieldMutation(path, Json(node), value, Write(document, path, value, neighbour: null));
            }

            if (path.Length > 0 && path[^1] != ']')
            {
                yield return new FieldMutation(path, Json(node), Twice, Write(document, path, Json(node), neighbour: path[(path.LastIndexOf('.') + 1)..]));
                yield return new FieldMutation(path, Json(node), Unknown, Write(document, path, Json(node), neighbour: "nobodyKnowsThis"));
            }
        }
    }

    /// <summary>How many values each field gets in turn.</summary>
    public static int ValueCount => Values.Length;

    private static IEnumerable<(JsonNode? Node, string Path)> Fields(JsonNode? node, string path)
    {
        yield return (node, path);
        var children = node switch
        {
            JsonObject fields => fields.SelectMany(field => Fields(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
            JsonArray items => items.SelectMany((item, index) => Fields(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"))),
            _ => [],
        };
        foreach (var child in children)
        {
            yield return child;
        }
    }

    private static string Json(JsonNode? node) => node?.ToJsonString() ?? "null";

    private static string Write(JsonNode document, string target, string value, string? neighbour)
    {
        var output = new StringBuilder();
        Write(document, "", target, value, neighbour, output, 0);
        return output.Append('\n').ToString();
    }

    /// <summary>A member a line, so that lines tell something.</summary>
    private static void Write(JsonNode? node, string path, string target, string value, string? neighbour, StringBuilder output, int depth)
    {
        if (path == target)
        {
            output.Append(value);
            return;
        }

        var separator = "";
        switch (node)
        {
            case JsonObject fields:
                output.Append('{');
                foreach (var (name, field) in fields)
                {
                    var inner = path.Length == 0 ? name : $"{path}.{name}";
                    output.Append(separator).Append('\n').Append(' ', depth).Append($"{JsonValue.Create(name).ToJsonString()}: ");
                    Write(field, inner, target, value, neighbour, output, depth + 1);
                    output.Append(neighbour is not null && inner == target ? $",\n{JsonValue.Create(neighbour).ToJsonString()}: 1" : "");
                    separator = ",";
                }

                output.Append('}');
                break;
            case JsonArray items:
                output.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    output.Append(separator);
                    Write(items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), target, value, neighbour, output, depth + 1);
                    separator = ", ";
                }

                output.Append(']');
                break;
            default:
                output.Append(Json(node));
                break;
        }
    }
}
