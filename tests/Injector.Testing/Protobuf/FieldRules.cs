using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace Injector.Testing.Protobuf;

/// <summary>
/// The rules that protoc-gen-validate puts on fields. An absent scalar has its default value, and the rules bind it; an absent message is bound by
/// <c>required</c> alone.
/// </summary>
internal sealed class FieldRules
{
    /// <summary>Number of the extensions <c>validate.rules</c> and <c>validate.required</c>.</summary>
    public const int OptionNumber = 1071;

    private readonly MessageDescriptor? _type;
    private readonly ConcurrentDictionary<FieldDescriptor, Dictionary<string, object>?> _known = [];

    public FieldRules(ProtobufDefinitions definitions) => _type = definitions.Find("validate.FieldRules");

    /// <summary>Reports the fields of a message that break their rules.</summary>
    public void Evaluate(MessageDescriptor type, Dictionary<string, JsonElement> seen, EvaluatedValue at)
    {
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (Of(field) is not { } rules)
            {
                continue;
            }

            if (seen.TryGetValue(field.Name, out var value))
            {
                RuleOracle.Evaluate(rules, value, at.Field(field.Name));
                if (field.FieldType is FieldType.Enum && value.ValueKind is JsonValueKind.String
                    && field.EnumType.FindValueByName(value.GetString()!) is { } named)
                {
                    RuleOracle.Number(rules, named.Number, field.EnumType, at.Field(field.Name));
                }
            }
            else if (field.ContainingOneof is null)
            {
                Absent(rules, field, at.Field(field.Name));
            }
        }
    }

    private static void Absent(Dictionary<string, object> rules, FieldDescriptor field, EvaluatedValue at)
    {
        if (rules.Values.OfType<Dictionary<string, object>>().Any(rule => rule.TryGetValue("required", out var required) && required is true))
        {
            at.Report("is required");
        }
        else if (field.FieldType is FieldType.Enum && !field.IsRepeated)
        {
            RuleOracle.Number(rules, 0, field.EnumType, at);
        }
        else if (Default(field) is { } value)
        {
            using var document = JsonDocument.Parse(value);
            RuleOracle.Evaluate(rules, document.RootElement, at);
        }
    }

    private static string? Default(FieldDescriptor field) => field switch
    {
        { IsMap: true } => "{}",
        { IsRepeated: true } => "[]",
        { FieldType: FieldType.Message } => null,
        { FieldType: FieldType.String or FieldType.Bytes } => "\"\"",
        { FieldType: FieldType.Bool } => "false",
        _ => "0",
    };

    private Dictionary<string, object>? Of(FieldDescriptor field) => _known.GetOrAdd(field, Read);

    private Dictionary<string, object>? Read(FieldDescriptor field) =>
        _type is not null && OptionReader.Bytes(field.ToProto().Options, OptionNumber) is { } bytes ? OptionReader.Decode(bytes, _type) : null;
}
