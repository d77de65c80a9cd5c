using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Injector.Grammar.Messages;

namespace Injector.Server.Observability.Logging;

/// <summary>Writes an event as one JSON object: time, level, event, category and message, then the fields in camel case.</summary>
internal static class JsonLogLine
{
    /// <summary>The name under which the framework passes the template of a message.</summary>
    private const string Template = "{OriginalFormat}";

    // Lines are read by log collectors, not embedded in web pages: quotes and accents stay legible.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static void Write(IBufferWriter<byte> line, in LogEvent logEvent, string? message)
    {
        using (var writer = new Utf8JsonWriter(line, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("time"u8, logEvent.Time.UtcDateTime);
            writer.WriteString("level"u8, logEvent.LevelText);
            writer.WriteString("event"u8, logEvent.Name ?? "");
            writer.WriteString("category"u8, logEvent.Category);
            if (message is not null)
            {
                writer.WritePropertyName("message"u8);
                WriteText(writer, message, BoundedText.MaxMessage);
            }

            WriteFields(writer, logEvent.Fields ?? []);
            if (logEvent.Exception is { } exception)
            {
                writer.WritePropertyName("exception"u8);
                WriteText(writer, exception.ToString(), BoundedText.MaxMessage);
            }

            writer.WriteEndObject();
        }

        line.Write("\n"u8);
    }

    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var (name, value) = fields[i];
            if (name != Template)
            {
                // A parameter that is named like a C# keyword keeps its @.
                writer.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name.TrimStart('@')));
                WriteValue(writer, value);
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset moment:
                writer.WriteStringValue(moment.UtcDateTime);
                break;
            default:
                WriteText(writer, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", BoundedText.MaxField);
                break;
        }
    }

    /// <summary>Writes a string so that a terminal showing the line does not interpret it, without changing its value.</summary>
    private static void WriteText(Utf8JsonWriter writer, string text, int max)
    {
        text = BoundedText.Cut(text, max);
        if (DisplayText.IsSafe(text) || DisplayText.IsSafe(Options.Encoder!.Encode(text)))
        {
            writer.WriteStringValue(text);
        }
        else
        {
            // The relaxed encoder does not escape direction overrides and joiners; the default one escapes everything but ASCII.
            writer.WriteStringValue(JsonEncodedText.Encode(text, JavaScriptEncoder.Default));
        }
    }
}
