using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Injector.Testing.Protobuf;

/// <summary>Evaluates the messages of protobuf itself whose JSON is not an object of their fields.</summary>
internal static partial class WellKnownOracle
{
    /// <summary>Evaluates a value of such a message; says no for every other message.</summary>
    public static bool Evaluated(JsonElement value, MessageDescriptor type, EvaluatedValue at)
    {
        switch (type.FullName)
        {
            case "google.protobuf.Duration":
                if (Seconds(value) is null)
                {
                    at.Report($"{value.GetRawText()} is no duration; write it as seconds, such as \"1.5s\"");
                }

                return true;
            case "google.protobuf.Timestamp" or "google.protobuf.FieldMask":
                ScalarOracle.Evaluate(value, FieldType.String, at);
                return true;
            case "google.protobuf.Struct":
                Expect(value.ValueKind is JsonValueKind.Object, "an object", at);
                return true;
            case "google.protobuf.ListValue":
                Expect(value.ValueKind is JsonValueKind.Array, "an array", at);
                return true;
            case "google.protobuf.Value":
                return true;
            default:
                return Wrapped(type) is { } scalar && Wrapper(value, scalar, at);
        }
    }

    /// <summary>Seconds of a duration; <see langword="null"/> for what is none.</summary>
    public static decimal? Seconds(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && Duration().Match(value.GetString()!) is { Success: true } match
            ? decimal.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Whether the message has JSON of its own, so that within Any it stands under <c>value</c>.</summary>
    public static bool HasOwnJson(MessageDescriptor type) =>
        type.FullName is "google.protobuf.Duration" or "google.protobuf.Timestamp" or "google.protobuf.FieldMask" or "google.protobuf.Struct"
            or "google.protobuf.ListValue" or "google.protobuf.Value" or "google.protobuf.Any"
        || Wrapped(type) is not null;

    private static FieldType? Wrapped(MessageDescriptor type) => type.FullName switch
    {
        "google.protobuf.BoolValue" => FieldType.Bool,
        "google.protobuf.DoubleValue" => FieldType.Double,
        "google.protobuf.FloatValue" => FieldType.Float,
        "google.protobuf.Int32Value" => FieldType.Int32,
        "google.protobuf.Int64Value" => FieldType.Int64,
        "google.protobuf.UInt32Value" => FieldType.UInt32,
        "google.protobuf.UInt64Value" => FieldType.UInt64,
        "google.protobuf.StringValue" => FieldType.String,
        "google.protobuf.BytesValue" => FieldType.Bytes,
        _ => null,
    };

    private static bool Wrapper(JsonElement value, FieldType scalar, EvaluatedValue at)
    {
        ScalarOracle.Evaluate(value, scalar, at);
        return true;
    }

    private static void Expect(bool holds, string what, EvaluatedValue at)
    {
        if (!holds)
        {
            at.Report($"is not {what}");
        }
    }

    [GeneratedRegex(@"^(-?[0-9]{1,12}(?:\.[0-9]{1,9})?)s\z")]
    private static partial Regex Duration();
}
