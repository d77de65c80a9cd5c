using System.Text.Json;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Tests.Schema;

public sealed class PodSchemaTests
{
    private static readonly string[] Entrances = ["Container", "Volume", "EnvVar", "VolumeMount", "LocalObjectReference"];
    private static readonly string[] Leaves = ["FieldsV1", "IntOrString", "Quantity", "Time"];

    [OpenApiFact]
    public void Has_the_types_fields_and_kinds_of_the_API_server()
    {
        var path = Environment.GetEnvironmentVariable(OpenApiFactAttribute.Variable);
        path.ShouldNotBeNullOrEmpty($"{OpenApiFactAttribute.Variable} must name the OpenAPI document of the Pod.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .ToDictionary(schema => ShortName(schema.Name), schema => schema.Value, StringComparer.Ordinal);

        var expected = Reachable(schemas).Order(StringComparer.Ordinal).SelectMany(name => Lines(name, schemas[name])).ToArray();

        PodSchema.TypeNames.Order(StringComparer.Ordinal).SelectMany(Lines).ShouldBe(expected);
    }

    [Fact]
    public void Reads_every_line_of_the_table()
    {
        var types = PodSchema.TypeNames.Select(PodSchema.Find).ToArray();

        types.Length.ShouldBeGreaterThan(80);
        types.SelectMany(type => type.Fields.Values).Select(Innermost).Where(field => field.Kind is FieldKind.Object)
            .Select(field => field.ObjectName).ShouldBeSubsetOf(PodSchema.TypeNames);
    }

    private static HashSet<string> Reachable(Dictionary<string, JsonElement> schemas)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Entrances);
        while (open.TryPop(out var name))
        {
            if (!Leaves.Contains(name) && found.Add(name))
            {
                foreach (var property in schemas[name].GetProperty("properties").EnumerateObject())
                {
                    if (Kind(property.Value).Split(' ')[^1] is var inner && schemas.ContainsKey(inner))
                    {
                        open.Push(inner);
                    }
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> Lines(string name, JsonElement schema)
    {
        string[] required = schema.TryGetProperty("required", out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
        return schema.GetProperty("properties").EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{name}.{property.Name}: {Kind(property.Value)}{(required.Contains(property.Name) ? " required" : "")}");
    }

    private static IEnumerable<string> Lines(string name)
    {
        var type = PodSchema.Find(name);
        return type.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{name}.{field.Key}: {Kind(field.Value)}{(type.Required.Contains(field.Key) ? " required" : "")}");
    }

    private static string Kind(JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var all))
        {
            return Kind(all[0]);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return ShortName(reference.GetString()!) is var name && name == "FieldsV1" ? "any" : name;
        }

        return schema.GetProperty("type").GetString() switch
        {
            "array" => $"list of {Kind(schema.GetProperty("items"))}",
            "object" => $"map of {Kind(schema.GetProperty("additionalProperties"))}",
            "integer" => schema.GetProperty("format").GetString()!,
            var type => type!,
        };
    }

    private static string Kind(FieldType type) => type.Kind switch
    {
        FieldKind.List => $"list of {Kind(type.Item!)}",
        FieldKind.Map => $"map of {Kind(type.Item!)}",
        FieldKind.Object => type.ObjectName!,
        FieldKind.Integer => "int32",
        FieldKind.LongInteger => "int64",
        FieldKind.Text => "string",
        FieldKind.NumberOrText => "IntOrString",
        FieldKind.Any => "any",
        FieldKind.Boolean => "boolean",
        _ => type.Kind.ToString(),
    };

    private static FieldType Innermost(FieldType type) => type.Item is { } item ? Innermost(item) : type;

    private static string ShortName(string name) => name[(name.LastIndexOf('.') + 1)..];
}
