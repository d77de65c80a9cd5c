using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Plans;
using Injector.Grammar.Numbers;
using Injector.Yaml.Editing;
using Injector.Yaml.Reading;

namespace Injector.Diagnostics.Drift;

/// <summary>
/// Checks that every field of one object is in another that has been through an API server, which normalizes quantities, drops empty values and adds
/// defaults.
/// </summary>
internal sealed class FieldComparison
{
    private readonly List<FieldDifference> _differences = [];

    /// <summary>The differences found so far.</summary>
    public IReadOnlyList<FieldDifference> Differences => _differences;

    /// <summary>Compares two values.</summary>
    /// <param name="wanted">The expected value.</param>
    /// <param name="present">The actual value.</param>
    /// <param name="path">Path of the value in the pod.</param>
    public void Compare(JsonNode? wanted, JsonNode? present, string path)
    {
        switch (wanted, present)
        {
            case var _ when JsonNode.DeepEquals(wanted, present):
            case (_, null) when IsLeftOut(wanted, path):
                break;
            case (JsonObject map, JsonObject other):
                foreach (var (name, value) in map)
                {
                    Compare(value, other[name], name.AsSpan().IndexOfAny("./") < 0 ? $"{path}.{name}" : $"{path}[{name}]");
                }

                break;
            case (JsonArray list, JsonArray or null) when ListKey.Of(path) is { } key:
                CompareNamed(list, present as JsonArray ?? [], key, path);
                break;
            case (JsonArray list, JsonArray other) when list.Count == other.Count && list.All(item => item is JsonObject):
                for (var i = 0; i < list.Count; i++)
                {
                    Compare(list[i], other[i], $"{path}[{i}]");
                }

                break;
            case var _ when !IsSame(wanted, present, path):
                _differences.Add(new FieldDifference(path, Text(present), Text(wanted)));
                break;
        }
    }

    private void CompareNamed(JsonArray wanted, JsonArray present, ListKey key, string path)
    {
        var left = present.ToList();
        foreach (var item in wanted)
        {
            var name = key.Name(item);
            var index = left.FindIndex(candidate => key.Name(candidate) == name);
            Compare(item, index < 0 ? null : left[index], $"{path}[{name}]");
            if (index >= 0)
            {
                // Each item is matched once, so that duplicates are compared in turn.
                left.RemoveAt(index);
            }
        }
    }

    /// <summary>
    /// The API server drops empty values, except where they have a meaning: an emptyDir, and the fields of a security context.
    /// </summary>
    private static bool IsLeftOut(JsonNode? wanted, string path) => wanted switch
    {
        null => true,
        JsonObject map => map.Count == 0 && !path.EndsWith(".emptyDir", StringComparison.Ordinal),
        JsonArray list => list.Count == 0,
        _ when path.Contains("securityContext.", StringComparison.Ordinal) => false,
        _ => wanted.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => Text(wanted)!.Length == 0,
            JsonValueKind.Number => Text(wanted) == "0",
            _ => false,
        },
    };

    private static bool IsSame(JsonNode? wanted, JsonNode? present, string path)
    {
        if (wanted is not JsonValue || present is not JsonValue || Text(wanted) is not { } one || Text(present) is not { } other)
        {
            return false;
        }

        if (path.EndsWith($"[{WellKnownAnnotations.SafeToEvict}]", StringComparison.Ordinal))
        {
            // Other webhooks append to this list as well, before or after Injector.
            return one.Split(',').Select(name => name.Trim()).ToHashSet().SetEquals(other.Split(',').Select(name => name.Trim()));
        }

        return IsQuantity(path) && Quantities.AreEqual(one, other);
    }

    private static bool IsQuantity(string path) =>
        path.Contains(".resources.", StringComparison.Ordinal)
        || path.EndsWith(".sizeLimit", StringComparison.Ordinal)
        || path.EndsWith(".divisor", StringComparison.Ordinal);

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => Encoding.UTF8.GetString(JsonTreeWriter.Write(JsonTreeReader.Read(Encoding.UTF8.GetBytes(node.ToJsonString())).Root!).Span),
    };
}

/// <summary>A field of a pod that differs from what it would be now.</summary>
/// <param name="Path">Path of the field, such as <c>spec.containers[log-tail].image</c>; items of lists are identified by name.</param>
/// <param name="Is">Its value: a string as it is, anything else as JSON; <see langword="null"/> when it is absent.</param>
/// <param name="WouldBe">The value it would have; <see langword="null"/> when it would be absent.</param>
internal sealed record FieldDifference(string Path, string? Is, string? WouldBe);

/// <summary>Compares quantities, which the API server normalizes: <c>0.5</c> becomes <c>500m</c>.</summary>
internal static class Quantities
{
    /// <summary>Whether two texts are the same amount.</summary>
    public static bool AreEqual(string one, string other) =>
        one == other || (QuantityText.TryParse(one, out var amount) && QuantityText.TryParse(other, out var same) && amount == same);
}
