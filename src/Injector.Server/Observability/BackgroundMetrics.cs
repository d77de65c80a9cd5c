using Injector.Background;
using Injector.Server.Observability.Metrics;

namespace Injector.Server.Observability;

/// <summary>Metrics of the server's background loops, by loop.</summary>
internal sealed class BackgroundMetrics
{
    public BackgroundMetrics(MetricsRegistry metrics, BackgroundLoops loops)
    {
        var failures = metrics.CreateCounter("injector_background_failures_total", "Times that the work of a background loop failed.", "loop");
        var lastSuccess = metrics.CreateGauge(
            "injector_background_last_success_timestamp_seconds",
            "When the work of a background loop last succeeded, since the Unix epoch; before the first time, when the loop was made.", "loop");
        metrics.ReadAtScrape(failures, () => ForEach(loops, loop => failures.WithLabels(loop.Name).IncTo(loop.Failures)));
        metrics.ReadAtScrape(lastSuccess, () => ForEach(loops, loop => lastSuccess.WithLabels(loop.Name).Set(loop.LastSuccess.ToUnixTimeMilliseconds() / 1000.0)));
    }

    private static void ForEach(BackgroundLoops loops, Action<LoopHealth> read)
    {
        foreach (var loop in loops.All)
        {
            read(loop);
        }
    }
}
