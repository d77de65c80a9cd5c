using Injector.Server.Observability.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Injector.Server.Hosting.Admin;

/// <summary>Serves the metrics in the format that the scraper accepts.</summary>
internal sealed class MetricsPage(MetricsRegistry metrics, ReviewExemplars exemplars)
{
    /// <summary>Enough for the metrics of a server with a few profiles.</summary>
    private const int Capacity = 16 * 1024;

    internal async Task WriteAsync(HttpContext context)
    {
        var format = ScrapeFormat.Negotiate(context.Request.Headers.Accept);
        using var text = new MemoryStream(Capacity);
        await metrics.WriteAsync(text, format.Format, context.RequestAborted);
        if (format == ScrapeFormat.OpenMetrics)
        {
            exemplars.Scraped();
        }

        context.Response.Headers.Vary = HeaderNames.Accept;
        await Page.WriteAsync(context.Response, format.ContentType, text.GetBuffer().AsMemory(0, (int)text.Length));
    }
}
