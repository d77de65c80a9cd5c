using System.Buffers;
using System.Globalization;
using System.Text;
using Injector.Grammar.Messages;

namespace Injector.Server.Observability.Logging;

/// <summary>Writes an event as a readable line: time, level, message. A multi-line message becomes one line, so that its author cannot forge log lines.</summary>
internal static class TextLogLine
{
    internal static void Write(IBufferWriter<byte> line, in LogEvent logEvent, string message)
    {
        var text = new StringBuilder(Math.Min(message.Length, BoundedText.MaxMessage) + 64);
        text.Append(logEvent.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        text.Append(' ').Append(logEvent.LevelText.PadRight(5)).Append(' ');
        text.Append(DisplayText.Of(message.TrimEnd()).Cut(BoundedText.MaxMessage).ToString());
        if (logEvent.Exception is { } exception)
        {
            text.Append(" | ").Append(DisplayText.Of(exception.ToString()).Cut(BoundedText.MaxMessage).ToString());
        }

        text.Append('\n');
        Encoding.UTF8.GetBytes(text.ToString(), line);
    }
}
