using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Normalises definitions of variables, so that equivalent ones are equal.</summary>
internal static class VariableDefinition
{
    /// <summary>
    /// The definition in a form that is valid in any container of the pod: API server defaults are omitted, and resource references name their container.
    /// </summary>
    /// <param name="variable">An entry of <c>env</c>.</param>
    /// <param name="container">Name of the container that it is read from.</param>
    public static JsonObject Plain(JsonObject variable, string container)
    {
        var plain = new JsonObject { ["name"] = variable["name"]?.DeepClone() };
        foreach (var (field, value) in variable)
        {
            if (field != "name" && value is not null)
            {
                plain[field] = value.DeepClone();
            }
        }

        if (plain["valueFrom"].Member("fieldRef") is JsonObject reference && reference["apiVersion"].AsText() == "v1")
        {
            reference.Remove("apiVersion");
        }

        if (plain["valueFrom"].Member("resourceFieldRef") is JsonObject resource)
        {
            if (resource["containerName"].AsText() is null or "")
            {
                resource["containerName"] = container;
            }

            if (resource["divisor"].AsText() == "0")
            {
                resource.Remove("divisor");
            }
        }

        return plain;
    }

    /// <summary>A text that is equal for equivalent definitions, whatever their names and member order.</summary>
    /// <param name="plain">The definition, from <see cref="Plain"/>.</param>
    /// <param name="value">The meaning of its value.</param>
    public static string Canonical(JsonObject plain, string value)
    {
        var sorted = Sorted(plain)!.AsObject();
        sorted.Remove("name");
        sorted.Remove("value");
        if (value.Length > 0)
        {
            sorted["value"] = value;
        }

        return RelaxedJson.Text(sorted);
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
