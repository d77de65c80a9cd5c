using System.Net.Http.Headers;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Observability.Metrics;

public sealed class OpenMetricsTests
{
    private const string Uid = "705ab4f5-6393-11e8-b7cc-42010a800002";

    [Fact]
    public async Task Is_served_to_whoever_asks_for_it_and_ends_with_eof()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var answer = await QueryAsync(webhook, "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        var page = new ScrapedMetrics(await answer.Content.ReadAsStringAsync());

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
        answer.Headers.Vary.ShouldBe(["Accept"]);
        page.Text.ShouldEndWith("\n# EOF\n");
        page.Families.ShouldContain(("injector_profile_reloads", "counter"));
        page["injector_profile_reloads_total{result=\"failure\"}"].ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("text/plain;version=0.0.4")]
    [InlineData("application/openmetrics-text;q=0.1,text/plain")]
    public async Task Is_not_served_to_anybody_else(string? accept)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var answer = await QueryAsync(webhook, accept);
        var page = new ScrapedMetrics(await answer.Content.ReadAsStringAsync());

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        answer.Headers.Vary.ShouldBe(["Accept"]);
        page.Text.ShouldNotContain("# EOF");
        page.Families.ShouldContain(("injector_profile_reloads_total", "counter"));
    }

    [Fact]
    public async Task Names_a_review_by_its_uid_from_the_second_scrape_on_and_never_in_the_text_format()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        await InjectAsync(webhook, Uid);
        (await OpenMetricsAsync(webhook)).Exemplars.ShouldBeEmpty();

        await InjectAsync(webhook, Uid);

        var exemplars = (await OpenMetricsAsync(webhook)).Exemplars;
        exemplars.Count.ShouldBe(2);
        exemplars.Keys.ShouldContain(static sample => sample.StartsWith("injector_admission_duration_seconds_bucket", StringComparison.Ordinal));
        exemplars.Keys.ShouldContain(static sample => sample.StartsWith("injector_patch_bytes_bucket", StringComparison.Ordinal));
        exemplars.Values.ShouldAllBe(static exemplar => exemplar.StartsWith($"{{uid=\"{Uid}\"}} ", StringComparison.Ordinal));
        (await webhook.MetricsAsync()).ShouldNotContain(Uid);
    }

    [Fact]
    public async Task Is_not_broken_by_what_a_client_calls_its_review()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        await OpenMetricsAsync(webhook);

        await InjectAsync(webhook, "\"} 1\ninjector_profiles_loaded 0");

        var page = await OpenMetricsAsync(webhook);
        page.Exemplars.ShouldBeEmpty();
        page["injector_patch_bytes_count"].ShouldBe(1);
    }

    [PromtoolFact]
    public async Task Stands_before_promtool()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        await OpenMetricsAsync(webhook);
        await InjectAsync(webhook, Uid);

        var page = await OpenMetricsAsync(webhook);

        page.Exemplars.ShouldNotBeEmpty();
        (await Promtool.ReadOpenMetricsAsync(page.Text)).ShouldBe(page.Samples.Count);
    }

    private static async Task InjectAsync(WebhookUnderTest webhook, string uid)
    {
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid(uid).RequestingFor("log-tail").ToBytes());
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<ScrapedMetrics> OpenMetricsAsync(WebhookUnderTest webhook)
    {
        using var answer = await QueryAsync(webhook, "application/openmetrics-text");
        return new ScrapedMetrics(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> QueryAsync(WebhookUnderTest webhook, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (accept is not null)
        {
            foreach (var range in accept.Split(','))
            {
                request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(range));
            }
        }

        return await webhook.Admin.SendAsync(request);
    }
}
