using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Observability.Logging;

/// <summary>Reports that the server cannot start, in the format of its log, which does not exist yet.</summary>
public static class StartupFailure
{
    /// <summary>Whether an address cannot be listened on: it is in use, not one of this machine, or requires a privilege.</summary>
    internal static bool IsOfAddress(Exception exception) => exception is IOException or SocketException;

    /// <summary>Writes a JSON line like those of the log.</summary>
    /// <param name="output">Destination of the log.</param>
    /// <param name="message">Why it cannot start, and what to do.</param>
    /// <param name="time">The clock.</param>
    public static void WriteJson(TextWriter output, string message, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(time);
        var line = new ArrayBufferWriter<byte>();
        JsonLogLine.Write(line, new LogEvent(time.GetUtcNow(), LogLevel.Critical, nameof(WebhookHost), nameof(StartupFailure), null, null), message);
        output.Write(Encoding.UTF8.GetString(line.WrittenSpan));
        output.Flush();
    }
}
