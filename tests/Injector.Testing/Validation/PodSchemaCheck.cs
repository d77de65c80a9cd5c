using System.Text.Json.Nodes;

namespace Injector.Testing.Validation;

/// <summary>Holds a pod against the OpenAPI schemas of a Kubernetes release: unknown fields, wrong types and missing required fields.</summary>
public sealed class PodSchemaCheck
{
    /// <summary>Names the OpenAPI document, as the API server publishes it.</summary>
    public const string Variable = "INJECTOR_POD_OPENAPI";

    private const string Pod = "io.k8s.api.core.v1.Pod";
    private readonly JsonObject _schemas;

    private PodSchemaCheck(JsonObject schemas) => _schemas = schemas;

    public static PodSchemaCheck Load() =>
        new(JsonNode.Parse(File.ReadAllText(Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set")))!["components"]!["schemas"]!.AsObject());

    /// <summary>What the schema has against the pod, as paths; empty when it is well formed.</summary>
    public IReadOnlyList<string> Problems(JsonNode pod)
    {
        var problems = new List<string>();
        Check("", _schemas[Pod]!.AsObject(), pod, problems);
        return problems;
    }

    private void Check(string path, JsonObject schema, JsonNode? value, List<string> problems)
    {
        schema = Resolve(schema);
        if (value is null)
        {
            return;
        }

        if (schema["oneOf"] is JsonArray alternatives)
        {
            Require(alternatives.Any(alternative => HasType(value, (string)alternative!["type"]!)), path, value, "has another type", problems);
            return;
        }

        if ((string?)schema["type"] is { } type && !HasType(value, type))
        {
            problems.Add($"{path}: {value.ToJsonString()} is not of type {type}");
            return;
        }

        switch (value)
        {
            case JsonObject map:
                CheckObject(path, schema, map, problems);
                break;
            case JsonArray items when schema["items"] is JsonObject itemSchema:
                for (var i = 0; i < items.Count; i++)
                {
                    Check($"{path}[{i}]", itemSchema, items[i], problems);
                }

                break;
        }
    }

    private void CheckObject(string path, JsonObject schema, JsonObject map, List<string> problems)
    {
        foreach (var required in schema["required"] as JsonArray ?? [])
        {
            Require(map.ContainsKey((string)required!), path, map, $"lacks {required}", problems);
        }

        var properties = schema["properties"] as JsonObject;
        foreach (var (name, child) in map)
        {
            if (properties?[name] is JsonObject known)
            {
                Check($"{path}.{name}", known, child, problems);
            }
            else if (schema["additionalProperties"] is JsonObject any)
            {
                Check($"{path}.{name}", any, child, problems);
            }
            else
            {
                Require(properties is null, $"{path}.{name}", child, "is an unknown field", problems);
            }
        }
    }

    private JsonObject Resolve(JsonObject schema)
    {
        var reference = (string?)schema["$ref"] ?? (string?)schema["allOf"]?[0]?["$ref"];
        return reference is null ? schema : _schemas[reference["#/components/schemas/".Length..]]!.AsObject();
    }

    private static bool HasType(JsonNode value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.GetValueKind() is System.Text.Json.JsonValueKind.String,
        "boolean" => value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        _ => value.GetValueKind() is System.Text.Json.JsonValueKind.Number,
    };

    private static void Require(bool condition, string path, JsonNode? value, string problem, List<string> problems)
    {
        if (!condition)
        {
            problems.Add($"{path} {problem}: {value?.ToJsonString()}");
        }
    }
}
