using System.Text.Json;
using Google.Protobuf.Reflection;

namespace Injector.Testing.Protobuf;

/// <summary>Evaluates scalars and enums by the JSON mapping of protobuf (protobuf.dev/programming-guides/json).</summary>
internal static class ScalarOracle
{
    /// <summary>Reports a value of the wrong type or out of its type's range.</summary>
    public static void Evaluate(JsonElement value, FieldDescriptor field, EvaluatedValue at)
    {
        switch (field.FieldType)
        {
            case FieldType.Enum:
                Enum(value, field.EnumType, at);
                break;
            case FieldType.String or FieldType.Bytes:
                Expect(value.ValueKind is JsonValueKind.String, value, "a string", at);
                break;
            default:
                Evaluate(value, field.FieldType, at);
                break;
        }
    }

    /// <summary>As the other, for a type that needs no descriptor.</summary>
    public static void Evaluate(JsonElement value, FieldType type, EvaluatedValue at)
    {
        switch (type)
        {
            case FieldType.Bool:
                Expect(value.ValueKind is JsonValueKind.True or JsonValueKind.False, value, "true or false", at);
                break;
            case FieldType.Float or FieldType.Double:
                Expect(value.ValueKind is JsonValueKind.Number, value, "a number", at);
                break;
            case FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32:
                Whole(value, int.MinValue, int.MaxValue, at);
                break;
            case FieldType.UInt32 or FieldType.Fixed32:
                Whole(value, 0, uint.MaxValue, at);
                break;
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                Whole(value, long.MinValue, long.MaxValue, at);
                break;
            case FieldType.UInt64 or FieldType.Fixed64:
                Whole(value, 0, ulong.MaxValue, at);
                break;
            default:
                Expect(value.ValueKind is JsonValueKind.String, value, "a string", at);
                break;
        }
    }

    private static void Enum(JsonElement value, EnumDescriptor type, EvaluatedValue at)
    {
        if (value.ValueKind is not JsonValueKind.String || type.FindValueByName(value.GetString()!) is not { } found)
        {
            at.Report($"{value.GetRawText()} is no name of {type.FullName}; it has {string.Join(", ", type.Values.Select(item => item.Name))}");
        }
        else if (found.ToProto().Options is { Deprecated: true })
        {
            at.Report($"{found.Name} of {type.FullName} is deprecated");
        }
    }

    // Protobuf takes 64-bit numbers as text too; a number is stricter, and JSON's numbers have no such limit.
    private static void Whole(JsonElement value, decimal least, decimal most, EvaluatedValue at) => Expect(
        value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number)
            && decimal.IsInteger(number) && number >= least && number <= most,
        value,
        $"a whole number from {least} to {most}",
        at);

    private static void Expect(bool holds, JsonElement value, string what, EvaluatedValue at)
    {
        if (!holds)
        {
            at.Report($"{value.GetRawText()} is not {what}");
        }
    }
}
