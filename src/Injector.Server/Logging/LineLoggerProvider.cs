using Microsoft.Extensions.Logging;

namespace Injector.Server.Logging;

/// <summary>
/// Makes loggers that write one line an event. The framework's console logger repeats every field two or three times in its JSON; here a field is
/// written once, under the name that it has in the message.
/// </summary>
internal sealed class LineLoggerProvider(LogOutput output, LogFormat format, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(ShortName(categoryName), output, format, time);

    public void Dispose() => output.Dispose();

    private static string ShortName(string category) => category[(category.LastIndexOf('.') + 1)..];
}
