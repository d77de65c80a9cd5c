using System.Text.Json;
using Google.Protobuf.Reflection;

namespace Injector.Testing.Protobuf;

/// <summary>
/// Holds JSON to protobuf definitions, more strictly than protobuf's own reader: a field that does not exist or is deprecated, a field twice, two
/// of a oneof, null, a value of the wrong type, an enum's number, a message of unknown type within Any, and what the
/// <c>validate.rules</c> of the definitions forbid are all findings.
/// </summary>
/// <param name="definitions">The definitions.</param>
public sealed class StrictJsonOracle(ProtobufDefinitions definitions)
{
    private const string TypePrefix = "type.googleapis.com/";
    private readonly FieldRules _rules = new(definitions);

    /// <summary>What is wrong, each with its path; empty for JSON that the definitions take.</summary>
    /// <param name="json">The text.</param>
    /// <param name="messageName">Full name of the message that the text must be.</param>
    public IReadOnlyList<string> Evaluate(string json, string messageName)
    {
        var type = definitions.Find(messageName) ?? throw new ArgumentException($"the definitions have no {messageName}", nameof(messageName));
        var at = new EvaluatedValue("", []);
        using var document = JsonDocument.Parse(json);
        Message(document.RootElement, type, at);
        return at.Findings;
    }

    private void Message(JsonElement value, MessageDescriptor type, EvaluatedValue at)
    {
        if (type.FullName == "google.protobuf.Any")
        {
            Any(value, at);
        }
        else if (!WellKnownOracle.Evaluated(value, type, at))
        {
            Fields(value, type, at);
        }
    }

    private void Any(JsonElement value, EvaluatedValue at)
    {
        if (value.ValueKind is not JsonValueKind.Object
            || !value.TryGetProperty("@type", out var name) || name.ValueKind is not JsonValueKind.String)
        {
            at.Report("is no object with \"@type\"");
        }
        else if (!name.GetString()!.StartsWith(TypePrefix, StringComparison.Ordinal))
        {
            at.Report($"the type {name.GetRawText()} does not begin with {TypePrefix}");
        }
        else if (definitions.Find(name.GetString()![TypePrefix.Length..]) is not { } type)
        {
            at.Report($"the definitions have no {name.GetString()![TypePrefix.Length..]}");
        }
        else if (WellKnownOracle.HasOwnJson(type))
        {
            at.Report($"{type.FullName} within Any is not judged");
        }
        else
        {
            Fields(value, type, at, "@type");
        }
    }

    private void Fields(JsonElement value, MessageDescriptor type, EvaluatedValue at, string? apart = null)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            at.Report($"{value.GetRawText()} is no object, as {type.FullName} must be");
            return;
        }

        var seen = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject().Where(property => property.Name != apart))
        {
            var place = at.Field(property.Name);
            if (!seen.TryAdd(property.Name, property.Value))
            {
                place.Report("stands twice");
            }
            else if (type.FindFieldByName(property.Name) is not { } field)
            {
                place.Report($"{type.FullName} has no such field");
            }
            else
            {
                Field(property.Value, field, place);
            }
        }

        OneOfs(type, seen, at);
        _rules.Evaluate(type, seen, at);
    }

    private void Field(JsonElement value, FieldDescriptor field, EvaluatedValue at)
    {
        if (field.ToProto().Options is { Deprecated: true })
        {
            at.Report($"{field.FullName} is deprecated");
        }

        if (value.ValueKind is JsonValueKind.Null && !(field.FieldType is FieldType.Message && field.MessageType.FullName == "google.protobuf.Value"))
        {
            at.Report("is null; leave the field out");
        }
        else if (field.IsMap)
        {
            Map(value, field, at);
        }
        else if (field.IsRepeated)
        {
            Items(value, field, at);
        }
        else
        {
            Single(value, field, at);
        }
    }

    private void Single(JsonElement value, FieldDescriptor field, EvaluatedValue at)
    {
        if (field.FieldType is FieldType.Message)
        {
            Message(value, field.MessageType, at);
        }
        else
        {
            ScalarOracle.Evaluate(value, field, at);
        }
    }

    private void Items(JsonElement value, FieldDescriptor field, EvaluatedValue at)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            at.Report("is no array");
            return;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            Single(item, field, at.Item(index));
        }
    }

    private void Map(JsonElement value, FieldDescriptor field, EvaluatedValue at)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            at.Report("is no object");
            return;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            if (!keys.Add(entry.Name))
            {
                at.Entry(entry.Name).Report("stands twice");
            }

            Single(entry.Value, field.MessageType.FindFieldByNumber(2), at.Entry(entry.Name));
        }
    }

    private static void OneOfs(MessageDescriptor type, Dictionary<string, JsonElement> seen, EvaluatedValue at)
    {
        foreach (var oneOf in type.Oneofs)
        {
            var set = oneOf.Fields.Where(field => seen.ContainsKey(field.Name)).Select(field => field.Name).ToArray();
            if (set.Length > 1)
            {
                at.Report($"{string.Join(" and ", set)} exclude each other ({oneOf.Name} of {type.FullName})");
            }
            else if (set.Length == 0 && OptionReader.Flag(oneOf.ToProto().Options, FieldRules.OptionNumber))
            {
                at.Report($"one of {string.Join(", ", oneOf.Fields.Select(field => field.Name))} is required ({oneOf.Name} of {type.FullName})");
            }
        }
    }
}
