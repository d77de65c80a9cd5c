using Microsoft.Extensions.Logging;

namespace Injector.Server.Observability.Logging;

/// <summary>An event to be written as a line.</summary>
/// <param name="Time">Time of the event.</param>
/// <param name="Level">Severity.</param>
/// <param name="Category">Category of the logger.</param>
/// <param name="Name">The event's stable name.</param>
/// <param name="Fields">The named values of the message, its template last.</param>
/// <param name="Exception">The exception, if any.</param>
internal readonly record struct LogEvent(
    DateTimeOffset Time,
    LogLevel Level,
    string Category,
    string? Name,
    IReadOnlyList<KeyValuePair<string, object?>>? Fields,
    Exception? Exception)
{
    internal string LevelText => Level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
