using System.Text.Json;
using Injector.Grammar.Messages;
using Injector.Manifests.Injection;
using Injector.Manifests.Patching;
using Injector.Yaml.Editing;

namespace Injector.Output.Manifests;

/// <summary>Writes the JSON Patch of every changed document as a separate document.</summary>
internal static class PatchOutput
{
    /// <summary>Writes the patches; if there are several documents, a comment before each names its document.</summary>
    public static void Write(IReadOnlyList<DocumentOutcome> outcomes, MemoryStream result)
    {
        var changed = outcomes.Where(outcome => outcome.IsChanged).ToList();
        foreach (var outcome in changed)
        {
            if (changed.Count > 1)
            {
                result.Write("---\n# "u8);
                result.Write(System.Text.Encoding.UTF8.GetBytes($"{DisplayText.Of(outcome.Document.Source.Name)}#{outcome.Document.Number}\n"));
            }

            WritePatch(outcome.Operations, result);
            result.WriteByte((byte)'\n');
        }
    }

    private static void WritePatch(IEnumerable<PatchOperation> operations, MemoryStream result)
    {
        using var writer = new Utf8JsonWriter(result, JsonTreeWriter.Indented);
        writer.WriteStartArray();
        foreach (var operation in operations)
        {
            writer.WriteStartObject();
            writer.WriteString("op", operation.Kind);
            writer.WriteString("path", operation.Path);
            if (operation.Value is { } value)
            {
                writer.WritePropertyName("value");
                JsonTreeWriter.Write(value, writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
