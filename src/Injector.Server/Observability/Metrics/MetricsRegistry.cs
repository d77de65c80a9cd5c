using System.Buffers;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace Injector.Server.Observability.Metrics;

/// <summary>
/// All metrics of one server. Each server has its own registry, so that two in one process, as in tests, do not share numbers. The library's default registry
/// is never used, and neither are the process and runtime collectors that its first scrape would start.
/// </summary>
/// <remarks>
/// Families are written in order of creation, samples in order of first use. Input that the library would accept but write incorrectly is rejected here: a name
/// that is already in use (it would return the other metric), a help text that needs escapes (it writes none), and a counter without <c>_total</c> (invalid in
/// OpenMetrics).
/// </remarks>
internal sealed partial class MetricsRegistry
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\\"\n");

    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;
    private readonly ILogger<MetricsRegistry> _logger;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<Reading> _readings = [];

    public MetricsRegistry(ILogger<MetricsRegistry> logger)
    {
        _logger = logger;
        _factory = Prometheus.Metrics.WithCustomRegistry(_registry);

        // By default every increment would attach the request's trace as its exemplar.
        _factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
    }

    /// <summary>Creates a counter.</summary>
    /// <param name="name">Its name, which ends in <c>_total</c>.</param>
    /// <param name="help">What it counts, for people.</param>
    /// <param name="labels">Names of its labels, in the order in which they are written. Without any, it is 0 from the start.</param>
    /// <exception cref="ArgumentException">Name or help text cannot be written.</exception>
    internal Counter CreateCounter(string name, string help, params string[] labels)
    {
        if (!name.EndsWith("_total", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The name of the counter {name} does not end in _total.", nameof(name));
        }

        Check(name, help);
        return _factory.CreateCounter(name, help, labels);
    }

    /// <summary>Creates a gauge.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What it measures, for people.</param>
    /// <param name="labels">Names of its labels, in the order in which they are written. Without any, it is 0 from the start.</param>
    /// <exception cref="ArgumentException">Name or help text cannot be written.</exception>
    internal Gauge CreateGauge(string name, string help, params string[] labels)
    {
        Check(name, help);
        return _factory.CreateGauge(name, help, labels);
    }

    /// <summary>Creates a histogram without labels, which is absent until something has been observed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What it measures, for people.</param>
    /// <param name="bounds">Upper bounds of its buckets, in ascending order; a last one without bound is added.</param>
    /// <exception cref="ArgumentException">Name or help text cannot be written.</exception>
    internal Histogram CreateHistogram(string name, string help, double[] bounds)
    {
        Check(name, help);
        return _factory.CreateHistogram(name, help, new HistogramConfiguration { Buckets = bounds, SuppressInitialValue = true });
    }

    /// <summary>Registers a metric that is read at every scrape.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="read">Sets it. While this throws, the metric is absent, the failure is logged once, and all other metrics are written as usual.</param>
    internal void ReadAtScrape<TChild>(Collector<TChild> metric, Action read)
        where TChild : ChildBase
    {
        lock (_gate)
        {
            _readings.Add(new Reading(metric.Name, read, () => Withdraw(metric)));
        }
    }

    /// <summary>Creates a gauge without labels that is read at every scrape.</summary>
    internal void CreateGauge(string name, string help, Func<double> read)
    {
        var gauge = CreateGauge(name, help);
        ReadAtScrape(gauge, () => gauge.Set(read()));
    }

    /// <summary>Creates a counter without labels that follows a total kept elsewhere.</summary>
    internal void CreateCounter(string name, string help, Func<double> read)
    {
        var counter = CreateCounter(name, help);
        ReadAtScrape(counter, () => counter.IncTo(read()));
    }

    /// <summary>Reads the metrics that are read at a scrape, then writes all of them.</summary>
    /// <param name="to">The destination.</param>
    /// <param name="format">The format.</param>
    /// <param name="cancellationToken">Cancels the scrape.</param>
    internal Task WriteAsync(Stream to, ExpositionFormat format, CancellationToken cancellationToken)
    {
        // The library's own callbacks stop at the first one that throws, without reporting it.
        lock (_gate)
        {
            foreach (var reading in _readings)
            {
                Read(reading);
            }
        }

        return _registry.CollectAndExportAsTextAsync(to, format, cancellationToken);
    }

    private void Read(Reading reading)
    {
        try
        {
            reading.Read();
            reading.HasFailed = false;
        }
        catch (Exception exception)
        {
            // A stale value would pass for a current one.
            reading.Withdraw();
            if (!reading.HasFailed)
            {
                reading.HasFailed = true;
                Log.Unreadable(_logger, exception, reading.Name);
            }
        }
    }

    private static void Withdraw<TChild>(Collector<TChild> metric)
        where TChild : ChildBase
    {
        if (metric.LabelNames.Length == 0)
        {
            ((ICollector<TChild>)metric).Unlabelled.Unpublish();
            return;
        }

        foreach (var labels in metric.GetAllLabelValues())
        {
            metric.WithLabels(labels).Unpublish();
        }
    }

    private void Check(string name, string help)
    {
        if (help.AsSpan().ContainsAny(Escaped))
        {
            throw new ArgumentException($"The help text of {name} has a backslash, a quotation mark or a line break, which would have to be escaped.", nameof(help));
        }

        lock (_gate)
        {
            if (!_names.Add(name))
            {
                throw new ArgumentException($"There is a metric {name} already.", nameof(name));
            }
        }
    }

    private sealed record Reading(string Name, Action Read, Action Withdraw)
    {
        internal bool HasFailed { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.MetricUnreadable, LogLevel.Error, "The metric {Metric} cannot be read; it is absent from scrapes until it can",
            EventName = nameof(EventIds.MetricUnreadable))]
        internal static partial void Unreadable(ILogger logger, Exception exception, string metric);
    }
}
