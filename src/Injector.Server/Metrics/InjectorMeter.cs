using System.Diagnostics.Metrics;

namespace Injector.Server.Metrics;

/// <summary>
/// The meter that all instruments of a server belong to. The SDK picks meters by name, so a second server in the same process, which only tests
/// have, gets a name of its own: its numbers must not leak into the first one's.
/// </summary>
/// <remarks>The SDK listens before any instrument can be made: what an instrument measures before that, such as its first zero, is lost.</remarks>
internal sealed class InjectorMeter : IDisposable
{
    private static int _servers;

    public InjectorMeter()
    {
        var number = Interlocked.Increment(ref _servers);
        Meter = new Meter(number == 1 ? "Injector" : $"Injector-{number}", BuildVersion.Number);
        Scrape = new MetricsScrape(Meter.Name);
    }

    internal Meter Meter { get; }

    internal MetricsScrape Scrape { get; }

    public void Dispose()
    {
        Scrape.Dispose();
        Meter.Dispose();
    }
}
