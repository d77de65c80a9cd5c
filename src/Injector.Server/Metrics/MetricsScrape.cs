using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Injector.Server.Metrics;

/// <summary>Collects and writes all metrics of the server when somebody asks for them.</summary>
internal sealed class MetricsScrape : IDisposable
{
    private readonly Lock _turn = new();
    private readonly PrometheusExporter _exporter = new();
    private readonly MeterProvider _provider;

    public MetricsScrape(string meterName)
    {
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(meterName).AddReader(new BaseExportingMetricReader(_exporter)).Build();
    }

    /// <summary>The present numbers as Prometheus text. Scrapes take turns.</summary>
    internal string Text()
    {
        lock (_turn)
        {
            // The exporter's own delegate, set by the reader: a pull exporter gets nothing from a collection that it did not ask for.
            _exporter.Collect!(Timeout.Infinite);
            return _exporter.Text;
        }
    }

    public void Dispose()
    {
        // The provider disposes of its reader, and the reader of its exporter.
        _provider.Dispose();
    }
}
