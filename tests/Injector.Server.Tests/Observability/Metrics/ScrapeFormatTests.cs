using Injector.Server.Observability.Metrics;
using Microsoft.Extensions.Primitives;
using Prometheus;

namespace Injector.Server.Tests.Observability.Metrics;

public sealed class ScrapeFormatTests
{
    [Theory]
    [InlineData("application/openmetrics-text")]
    [InlineData("application/openmetrics-text; version=1.0.0")]
    [InlineData("application/openmetrics-text; version=\"1.0.0\"; charset=utf-8")]
    [InlineData("APPLICATION/OpenMetrics-Text;VERSION=1.0.0")]
    [InlineData("application/openmetrics-text, text/plain")]
    [InlineData("text/plain, application/openmetrics-text")]
    [InlineData("text/plain;q=0.5, application/openmetrics-text;q=0.6")]
    [InlineData("*/*, application/openmetrics-text")]
    [InlineData("text/plain;version=0.0.4;q=0.1, text/*, */*, application/openmetrics-text;q=0.2")]
    [InlineData("this is no media type, application/openmetrics-text")]

    // Prometheus 2.42 and 3.
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1")]
    public void Gives_openmetrics_to_whoever_names_it_and_likes_it_no_less_than_text(string accept) =>
        ScrapeFormat.Negotiate(accept).ShouldBe(ScrapeFormat.OpenMetrics);

    [Theory]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("text/plain")]
    [InlineData("text/plain; version=0.0.4")]
    [InlineData("application/json")]
    [InlineData("application/openmetrics-text;q=0")]
    [InlineData("application/openmetrics-text;q=0, application/json")]
    [InlineData("application/openmetrics-text;q=0.5, text/plain")]
    [InlineData("application/openmetrics-text;q=0.5, text/*;q=0.6")]
    [InlineData("application/openmetrics-text;q=0.5, */*")]
    [InlineData("application/openmetrics-text; version=0.0.1")]
    [InlineData("application/openmetrics-text; version=2.0.0")]
    [InlineData("this is no media type")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    public void Gives_text_to_everybody_else(string accept) => ScrapeFormat.Negotiate(accept).ShouldBe(ScrapeFormat.Text);

    [Fact]
    public void Gives_text_where_there_is_no_header() => ScrapeFormat.Negotiate(StringValues.Empty).ShouldBe(ScrapeFormat.Text);

    [Fact]
    public void Reads_a_header_that_is_sent_in_several_lines() =>
        ScrapeFormat.Negotiate(new StringValues(["text/plain;q=0.5", "application/openmetrics-text"])).ShouldBe(ScrapeFormat.OpenMetrics);

    [Fact]
    public void Names_the_version_of_each_format()
    {
        ScrapeFormat.Text.ShouldBe(new ScrapeFormat(ExpositionFormat.PrometheusText, "text/plain; version=0.0.4; charset=utf-8"));
        ScrapeFormat.OpenMetrics.ShouldBe(new ScrapeFormat(ExpositionFormat.OpenMetricsText, "application/openmetrics-text; version=1.0.0; charset=utf-8"));
    }
}
