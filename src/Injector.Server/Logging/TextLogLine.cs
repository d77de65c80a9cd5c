using System.Buffers;
using System.Globalization;
using System.Text;

namespace Injector.Server.Logging;

/// <summary>Writes an event as a readable line: time, level, message. A message of several lines stays one line, so that nobody can forge others.</summary>
internal static class TextLogLine
{
    internal static void Write(IBufferWriter<byte> line, in LogEvent logEvent, string message)
    {
        var text = new StringBuilder(Math.Min(message.Length, BoundedText.MaxMessage) + 64);
        text.Append(logEvent.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        text.Append(' ').Append(logEvent.LevelText.PadRight(5)).Append(' ');
        AppendOneLine(text, BoundedText.Cut(message.TrimEnd(), BoundedText.MaxMessage));
        if (logEvent.Exception is { } exception)
        {
            text.Append(" | ");
            AppendOneLine(text, BoundedText.Cut(exception.ToString(), BoundedText.MaxMessage));
        }

        text.Append('\n');
        Encoding.UTF8.GetBytes(text.ToString(), line);
    }

    private static void AppendOneLine(StringBuilder text, string message)
    {
        foreach (var character in message)
        {
            if (!char.IsControl(character))
            {
                text.Append(character);
            }
            else
            {
                text.Append(character == '\n' ? "\\n" : " ");
            }
        }
    }
}
