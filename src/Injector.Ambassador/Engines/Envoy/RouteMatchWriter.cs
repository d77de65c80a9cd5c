using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.route.v3.RouteMatch</c>.</summary>
internal static class RouteMatchWriter
{
    // RFC 9110 section 9.2.2: safe methods, PUT and DELETE.
    private const string RepeatableMethods = "GET|HEAD|OPTIONS|TRACE|PUT|DELETE";

    public static void Write(Utf8JsonWriter json, Route route, bool onlyRepeatable)
    {
        json.WriteStartObject("match");
        // Ends of segments count, so /api does not take /apis; only the root cannot be written so.
        json.WriteString(route.Path == "/" ? "prefix" : "path_separated_prefix", route.Path);
        if (onlyRepeatable)
        {
            WriteMethods(json, "safe_regex", RepeatableMethods);
        }

        json.WriteEndObject();
    }

    /// <summary>Restricts a match to methods.</summary>
    /// <param name="json">The writer, within a match.</param>
    /// <param name="kind"><c>exact</c> or <c>safe_regex</c>.</param>
    /// <param name="methods">A method, or a pattern that a method must match whole.</param>
    public static void WriteMethods(Utf8JsonWriter json, string kind, string methods)
    {
        json.WriteStartArray("headers");
        json.WriteStartObject();
        json.WriteString("name", ":method");
        json.WriteStartObject("string_match");
        if (kind == "safe_regex")
        {
            json.WriteStartObject(kind);
            json.WriteString("regex", methods);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString(kind, methods);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
