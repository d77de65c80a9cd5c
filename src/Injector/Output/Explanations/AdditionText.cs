using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Output.Explanations;

/// <summary>Describes what is added to a pod in a notation familiar to people.</summary>
internal static class AdditionText
{
    /// <summary>A variable as <c>NAME=value</c>; one with a source as <c>NAME from …</c>.</summary>
    public static string Variable(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var variable = document.RootElement;
        var name = variable.TextOf("name");
        return variable.TryGetProperty("valueFrom", out var source) && First(source) is { } from
            ? $"{name} from {from.Name} {Fields(from.Value)}".TrimEnd()
            : $"{name}={variable.TextOf("value")}";
    }

    /// <summary>A mount as its path and its volume.</summary>
    public static string Mount(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var mount = document.RootElement;
        var below = $"{mount.TextOf("subPath")}{mount.TextOf("subPathExpr")}";
        var isReadOnly = mount.TryGetProperty("readOnly", out var value) && value.ValueKind == JsonValueKind.True;
        return $"{mount.TextOf("mountPath")} of {mount.TextOf("name")}{(below.Length > 0 ? $", below {below}" : "")}{(isReadOnly ? ", read-only" : "")}";
    }

    /// <summary>A volume as its type and source.</summary>
    public static string Volume(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Name != "name")
            {
                return $"{member.Name} {Fields(member.Value)}".TrimEnd();
            }
        }

        // A volume without a source is an emptyDir.
        return "emptyDir";
    }

    private static JsonProperty? First(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Cast<JsonProperty?>().FirstOrDefault() is { } first ? first : null;

    /// <summary>The scalar fields of an object; for a list only the number of items.</summary>
    private static string Fields(JsonElement element) => element.ValueKind != JsonValueKind.Object
        ? ""
        : string.Join(' ', element.EnumerateObject().Select(field => field.Value.ValueKind switch
        {
            JsonValueKind.Array => $"({field.Value.GetArrayLength()} {field.Name})",
            JsonValueKind.Object => $"({field.Name})",
            _ => $"{field.Name}={field.Value}",
        }));
}
