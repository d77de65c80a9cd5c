using Injector.Background;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Observability;

/// <summary>Logs what happens to the server's loops: the first failure, each failure that differs from the last, and the recovery.</summary>
internal sealed partial class BackgroundReports(ILogger<BackgroundReports> logger) : ILoopObserver
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _reported = new(StringComparer.Ordinal);

    public void Failed(LoopHealth loop, Exception exception, TimeSpan pause)
    {
        if (loop.ConsecutiveFailures == 1 || _reported.GetValueOrDefault(loop.Name) != loop.LastError)
        {
            _reported[loop.Name] = loop.LastError;
            Log.Failed(logger, exception, loop.Name, pause.TotalSeconds);
        }
    }

    public void Recovered(LoopHealth loop)
    {
        _reported.TryRemove(loop.Name, out _);
        Log.Recovered(logger, loop.Name, loop.Failures);
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.BackgroundFailed, LogLevel.Error,
            "The background loop {Loop} failed; what it had done before stays in use, next attempt in {PauseSeconds:0.0} s, and the same failure is not logged again",
            EventName = nameof(EventIds.BackgroundFailed))]
        internal static partial void Failed(ILogger logger, Exception exception, string loop, double pauseSeconds);

        [LoggerMessage(
            EventIds.BackgroundRecovered, LogLevel.Information, "The background loop {Loop} works again; failures since the start: {Failures}",
            EventName = nameof(EventIds.BackgroundRecovered))]
        internal static partial void Recovered(ILogger logger, string loop, long failures);
    }
}
