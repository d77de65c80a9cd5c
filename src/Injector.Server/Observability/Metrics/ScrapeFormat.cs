using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Prometheus;

namespace Injector.Server.Observability.Metrics;

/// <summary>The format of a scrape: OpenMetrics when the <c>Accept</c> header names it, otherwise the Prometheus text format.</summary>
/// <param name="Format">The library's name for it.</param>
/// <param name="ContentType">Its content type.</param>
internal sealed record ScrapeFormat(ExpositionFormat Format, string ContentType)
{
    private const string TextVersion = "0.0.4";
    private const string OpenMetricsVersion = "1.0.0";

    /// <summary>The text format (https://prometheus.io/docs/instrumenting/exposition_formats/), which every scraper reads.</summary>
    internal static ScrapeFormat Text { get; } = new(ExpositionFormat.PrometheusText, PrometheusConstants.TextContentTypeWithVersionAndEncoding);

    /// <summary>OpenMetrics 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/), which has exemplars.</summary>
    internal static ScrapeFormat OpenMetrics { get; } = new(ExpositionFormat.OpenMetricsText, PrometheusConstants.OpenMetricsContentTypeWithVersionAndEncoding);

    /// <summary>
    /// Negotiates as in RFC 9110, section 12.5.1, with two exceptions that Prometheus' own servers make too: a wildcard range does not select OpenMetrics, and
    /// a client that accepts neither format gets text. On equal quality OpenMetrics wins, because it counts only if the header names it.
    /// </summary>
    /// <param name="accept">The header's values. Malformed parts are ignored.</param>
    internal static ScrapeFormat Negotiate(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return Text;
        }

        var openMetrics = ranges.Where(range => Is(range, PrometheusConstants.OpenMetricsContentType, OpenMetricsVersion)).Select(Quality).DefaultIfEmpty(0).Max();
        return openMetrics > 0 && openMetrics >= TextQuality(ranges) ? OpenMetrics : Text;
    }

    /// <summary>The most specific range decides, not the one with the highest quality.</summary>
    private static double TextQuality(IList<MediaTypeHeaderValue> ranges) =>
        BestOf(ranges.Where(static range => Is(range, PrometheusConstants.TextContentType, TextVersion)))
        ?? BestOf(ranges.Where(static range => range.MatchesAllSubTypes && range.Type.Equals("text", StringComparison.OrdinalIgnoreCase)))
        ?? BestOf(ranges.Where(static range => range.MatchesAllTypes))
        ?? 0;

    private static double? BestOf(IEnumerable<MediaTypeHeaderValue> ranges) => ranges.Select(static range => (double?)Quality(range)).Max();

    private static double Quality(MediaTypeHeaderValue range) => range.Quality ?? 1;

    private static bool Is(MediaTypeHeaderValue range, string mediaType, string version)
    {
        if (!range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var wanted = range.Parameters.FirstOrDefault(static parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase));
        return wanted is null || HeaderUtilities.RemoveQuotes(wanted.Value).Equals(version, StringComparison.Ordinal);
    }
}
