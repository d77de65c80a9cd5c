using System.Buffers;
using Injector.Server.Options;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Observability.Logging;

/// <summary>Writes the events of one category.</summary>
internal sealed class LineLogger(string category, LogOutput output, LogFormat format, TimeProvider time) : ILogger
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _line;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null && StartupFailure.IsOfAddress(exception) && eventId.Name == "HostedServiceStartupFaulted")
        {
            // An address that cannot be listened on: startup reports it without the framework's stack trace.
            return;
        }

        try
        {
            Write(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception failure)
        {
            // Any exception: the caller's work must not depend on a log line. Lost lines are counted.
            output.Health.Failed(failure);
        }
    }

    private void Write<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = _line ??= new ArrayBufferWriter<byte>(1024);
        line.ResetWrittenCount();
        var fields = state as IReadOnlyList<KeyValuePair<string, object?>>;
        var logEvent = new LogEvent(time.GetUtcNow(), logLevel, category, eventId.Name, fields, exception);
        if (format == LogFormat.Json)
        {
            // In this format decisions are read by machines and there are thousands of them; the fields say everything that the message would.
            JsonLogLine.Write(line, logEvent, eventId.Name == nameof(EventIds.Decided) ? null : formatter(state, exception));
        }
        else
        {
            TextLogLine.Write(line, logEvent, formatter(state, exception));
        }

        output.Append(line.WrittenSpan);
    }
}

/// <summary>
/// Creates loggers that write one line per event. The framework's console logger repeats every field two or three times in its JSON; here a field is written
/// once, under its name in the message template.
/// </summary>
internal sealed class LineLoggerProvider(LogOutput output, LogFormat format, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(ShortName(categoryName), output, format, time);

    public void Dispose() => output.Dispose();

    private static string ShortName(string category) => category[(category.LastIndexOf('.') + 1)..];
}
