using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Injector.Server.Metrics;

/// <summary>Collects and writes all metrics of the server when somebody asks for them.</summary>
internal sealed class MetricsScrape : IDisposable
{
    private readonly Lock _turn = new();
    private readonly PrometheusExporter _exporter = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;

    public MetricsScrape(InjectorMeter meter)
    {
        _reader = new BaseExportingMetricReader(_exporter);
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Meter.Name).AddReader(_reader).Build();
    }

    /// <summary>The present numbers as Prometheus text. Scrapes take turns.</summary>
    internal string Text()
    {
        lock (_turn)
        {
            _reader.Collect();
            return _exporter.Text;
        }
    }

    public void Dispose()
    {
        // The provider disposes of its reader, and the reader of its exporter.
        _provider.Dispose();
    }
}
