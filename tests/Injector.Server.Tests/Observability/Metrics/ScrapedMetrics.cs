using System.Globalization;
using System.Text;
using Injector.Server.Observability.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace Injector.Server.Tests.Observability.Metrics;

/// <summary>A page of metrics, read line by line: what is asserted is what it says, not how the numbers are written.</summary>
internal sealed record ScrapedMetrics(string Text)
{
    private readonly string[] _lines = Text.Split('\n');

    /// <summary>Families with their types, in the order of the page.</summary>
    internal IEnumerable<(string Name, string Type)> Families => Comments("TYPE");

    /// <summary>Families with their help texts, in the order of the page.</summary>
    internal IEnumerable<(string Name, string Help)> Helps => Comments("HELP");

    /// <summary>All samples by name and labels, as the page writes these.</summary>
    internal IReadOnlyDictionary<string, double> Samples => _lines
        .Where(static line => line.Length > 0 && line[0] != '#').Select(static line => line.Split(" # ")[0]).ToDictionary(
            static line => line[..line.LastIndexOf(' ')],
            static line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));

    /// <summary>The value of a sample; <see langword="null"/> when it is absent.</summary>
    internal double? this[string sample] => Samples.TryGetValue(sample, out var value) ? value : null;

    /// <summary>Exemplars by sample: labels and value, without the time.</summary>
    internal IReadOnlyDictionary<string, string> Exemplars => _lines.Select(static line => line.Split(" # ")).Where(static parts => parts.Length == 2)
        .ToDictionary(static parts => parts[0][..parts[0].LastIndexOf(' ')], static parts => parts[1][..parts[1].LastIndexOf(' ')]);

    internal static MetricsRegistry NewRegistry() => new(NullLogger<MetricsRegistry>.Instance);

    internal static Task<ScrapedMetrics> TextOfAsync(MetricsRegistry registry) => OfAsync(registry, ExpositionFormat.PrometheusText);

    internal static Task<ScrapedMetrics> OpenMetricsOfAsync(MetricsRegistry registry) => OfAsync(registry, ExpositionFormat.OpenMetricsText);

    private static async Task<ScrapedMetrics> OfAsync(MetricsRegistry registry, ExpositionFormat format)
    {
        using var page = new MemoryStream();
        await registry.WriteAsync(page, format, CancellationToken.None);
        return new ScrapedMetrics(Encoding.UTF8.GetString(page.ToArray()));
    }

    private IEnumerable<(string Name, string Text)> Comments(string kind) => _lines
        .Where(line => line.StartsWith($"# {kind} ", StringComparison.Ordinal)).Select(static line => line.Split(' ', 4)).Select(static parts => (parts[2], parts[3]));
}
