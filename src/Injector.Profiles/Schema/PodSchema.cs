using System.Collections.Concurrent;

namespace Injector.Profiles.Schema;

/// <summary>Looks up object types in <see cref="PodSchemaTable"/>; each is parsed at its first use.</summary>
internal static class PodSchema
{
    /// <summary>A variable of the application: a pod's variable, plus how to merge it with an existing one.</summary>
    internal const string ApplicationVariable = "ApplicationEnvVar";

    private const string MergeFields = "merge (append), separator string, required boolean";

    private static readonly ConcurrentDictionary<string, ObjectType> Read = new(StringComparer.Ordinal);
    private static readonly Lazy<Dictionary<string, string>> Lines = new(ReadLines);

    /// <summary>The names of all types.</summary>
    internal static IEnumerable<string> TypeNames => Lines.Value.Keys;

    /// <summary>The type with a name that the table contains.</summary>
    internal static ObjectType Find(string name) => Read.GetOrAdd(name, static wanted =>
        wanted == ApplicationVariable ? ReadType(wanted, $"{Lines.Value["EnvVar"]}, {MergeFields}") : ReadType(wanted, Lines.Value[wanted]));

    private static Dictionary<string, string> ReadLines()
    {
        var joined = PodSchemaTable.Text.Replace("\n    ", " ", StringComparison.Ordinal);
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in joined.Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            lines.Add(line[..colon], line[(colon + 2)..]);
        }

        return lines;
    }

    private static ObjectType ReadType(string name, string line)
    {
        var fields = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        var required = new List<string>();
        foreach (var field in line.Split(", "))
        {
            var space = field.IndexOf(' ');
            var fieldName = field[..space].TrimEnd('!');
            fields.Add(fieldName, ReadFieldType(field[(space + 1)..]));
            if (field[space - 1] == '!')
            {
                required.Add(fieldName);
            }
        }

        return new ObjectType(name, fields, [.. required.Order(StringComparer.Ordinal)]);
    }

    private static FieldType ReadFieldType(string text) => text switch
    {
        _ when text.StartsWith("[]", StringComparison.Ordinal) => new FieldType(FieldKind.List, ReadFieldType(text[2..])),
        _ when text.StartsWith("map:", StringComparison.Ordinal) => new FieldType(FieldKind.Map, ReadFieldType(text[4..])),
        ['(', .. var words, ')'] => new FieldType(FieldKind.Text, Values: words.Split('|')),
        "string" => new FieldType(FieldKind.Text),
        "int32" => new FieldType(FieldKind.Integer),
        "int64" => new FieldType(FieldKind.LongInteger),
        "boolean" => new FieldType(FieldKind.Boolean),
        "any" => FieldType.Any,
        "Quantity" => new FieldType(FieldKind.Quantity),
        "IntOrString" => new FieldType(FieldKind.NumberOrText),
        "Time" => new FieldType(FieldKind.Time),
        _ => FieldType.Of(text),
    };
}
