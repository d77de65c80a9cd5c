using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Injector.Server.Metrics;

/// <summary>Writes what the SDK has aggregated as Prometheus text; families by name and samples by labels, so that equal numbers give equal bytes.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    /// <summary>Set by the reader that collects for this exporter.</summary>
    public Func<int, bool>? Collect { get; set; }

    internal string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var families = new List<(string Name, Metric Metric)>();
        foreach (var metric in batch)
        {
            families.Add((PrometheusName.From(metric.Name, metric.Unit, IsCounter(metric)), metric));
        }

        var text = new PrometheusText();
        foreach (var (name, metric) in families.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            text.Family(name, TypeText(metric), metric.Description);
            WriteSamples(text, name, metric);
        }

        Text = text.ToString();
        return ExportResult.Success;
    }

    private static void WriteSamples(PrometheusText text, string name, Metric metric)
    {
        var points = new List<(string Key, List<KeyValuePair<string, string>> Labels, MetricPoint Point)>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point);
            points.Add((string.Join('\n', labels.Select(label => $"{label.Key}={label.Value}")), labels, point));
        }

        foreach (var (_, labels, point) in points.OrderBy(point => point.Key, StringComparer.Ordinal))
        {
            if (metric.MetricType == MetricType.Histogram)
            {
                WriteHistogram(text, name, labels, point);
            }
            else
            {
                text.Sample(name, labels, Value(metric.MetricType, point));
            }
        }
    }

    private static void WriteHistogram(PrometheusText text, string name, List<KeyValuePair<string, string>> labels, MetricPoint point)
    {
        // The SDK counts each bucket alone, the format counts every bucket with those below it.
        long upTo = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upTo += bucket.BucketCount;
            text.Sample($"{name}_bucket", labels.Append(new("le", PrometheusText.Number(bucket.ExplicitBound))), upTo);
        }

        text.Sample($"{name}_sum", labels, point.GetHistogramSum());
        text.Sample($"{name}_count", labels, upTo);
    }

    private static List<KeyValuePair<string, string>> Labels(in MetricPoint point)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in point.Tags)
        {
            labels.Add(new(PrometheusName.Sanitize(key), Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }

        labels.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return labels;
    }

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => throw new NotSupportedException($"Metrics of the type {type} are not written."),
    };

    private static bool IsCounter(Metric metric) => metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;

    private static string TypeText(Metric metric) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };
}
