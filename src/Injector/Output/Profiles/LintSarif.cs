using System.Text.Json;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;
using Injector.Server.Options;

namespace Injector.Output.Profiles;

/// <summary>The findings of <c>profiles lint</c> as SARIF 2.1.0 (OASIS), which code scanning services and editors read.</summary>
internal static class LintSarif
{
    private const string Invalid = "invalid";

    public static void Write(IReadOnlyList<ProfileError> errors, IReadOnlyList<LintWarning> warnings, CommandConsole console) => JsonOutput.Write(console, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer, errors.Select(_ => Invalid).Concat(warnings.Select(warning => warning.Code)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        writer.WriteStartArray("results");
        foreach (var error in errors)
        {
            WriteResult(writer, Invalid, "error", error.File, error.Line, error.Column, error.FieldPath, error.Message);
        }

        foreach (var warning in warnings)
        {
            WriteResult(writer, warning.Code, "warning", warning.File, warning.Line, warning.Column, warning.FieldPath, warning.Message);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter writer, IEnumerable<string> rules)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "injector");
        writer.WriteString("version", BuildVersion.Number);
        JsonOutput.WriteArray(writer, "rules", rules, rule => writer.WriteString("id", rule));
        writer.WriteEndObject();
        writer.WriteEndObject();

        // SARIF counts columns in UTF-16 units by default, and so does the YAML reader.
        writer.WriteString("columnKind", "utf16CodeUnits");
    }

    private static void WriteResult(Utf8JsonWriter writer, string rule, string level, string file, int line, int column, string field, string message)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", rule);
        writer.WriteString("level", level);
        writer.WriteStartObject("message");
        writer.WriteString("text", field.Length > 0 ? $"{field}: {message}" : message);
        writer.WriteEndObject();
        JsonOutput.WriteArray(writer, "locations", [file], one =>
        {
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", Reference(one));
            writer.WriteEndObject();
            if (line > 0)
            {
                writer.WriteStartObject("region");
                writer.WriteNumber("startLine", line);
                writer.WriteNumber("startColumn", Math.Max(1, column));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
        writer.WriteEndObject();
    }

    /// <summary>A path as a URI (RFC 3986): relative paths stay relative, so that a service finds the file in the repository.</summary>
    private static string Reference(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
