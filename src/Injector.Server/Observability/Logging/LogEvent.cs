using Microsoft.Extensions.Logging;

namespace Injector.Server.Observability.Logging;

/// <summary>An event on its way to a line.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">How important.</param>
/// <param name="Category">Who says it.</param>
/// <param name="Name">The event's stable name.</param>
/// <param name="Fields">The named values of the message, its template last.</param>
/// <param name="Exception">What went wrong.</param>
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
