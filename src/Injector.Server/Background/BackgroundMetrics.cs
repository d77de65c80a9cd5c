using System.Diagnostics.Metrics;
using Injector.Background;
using Injector.Server.Metrics;

namespace Injector.Server.Background;

/// <summary>What is measured of the server's loops, by loop.</summary>
internal sealed class BackgroundMetrics
{
    private readonly BackgroundLoops _loops;

    public BackgroundMetrics(InjectorMeter meter, BackgroundLoops loops)
    {
        _loops = loops;
        meter.Meter.CreateObservableCounter(
            "injector.background_failures", () => Measure(static loop => loop.Failures), null, "Times that the work of a background loop failed.");
        meter.Meter.CreateObservableGauge(
            "injector.background_last_success_timestamp", () => Measure(static loop => loop.LastSuccess.ToUnixTimeMilliseconds() / 1000.0), "s",
            "When the work of a background loop last succeeded, since the Unix epoch; before the first time, when the loop was made.");
    }

    private IEnumerable<Measurement<T>> Measure<T>(Func<LoopHealth, T> value)
        where T : struct =>
        _loops.All.Select(loop => new Measurement<T>(value(loop), new KeyValuePair<string, object?>("loop", loop.Name)));
}
