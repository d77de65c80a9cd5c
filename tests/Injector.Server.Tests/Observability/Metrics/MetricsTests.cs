using System.Text;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Observability.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public async Task Counts_requests_by_result_and_reason_and_not_those_of_the_warm_up()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        await SendOneOfEachAsync(webhook);

        var lines = (await webhook.MetricsAsync()).Split('\n');

        lines.Where(line => line.StartsWith("injector_admission_requests_total", StringComparison.Ordinal)).ShouldBe(
        [
            "injector_admission_requests_total{reason=\"injected\",result=\"injected\"} 2",
            "injector_admission_requests_total{reason=\"malformed\",result=\"malformed\"} 1",
            "injector_admission_requests_total{reason=\"not-requested\",result=\"skipped\"} 1",
            "injector_admission_requests_total{reason=\"unknown-profile\",result=\"denied\"} 1",
        ], ignoreOrder: true);
        lines.ShouldContain("injector_injections_total{mode=\"native\",profile=\"log-tail\"} 2");
        lines.ShouldContain("injector_admission_duration_seconds_count 4");
        lines.ShouldContain("injector_patch_bytes_count 2");
        lines.ShouldContain("injector_admission_in_flight 0");
    }

    [Fact]
    public async Task Counts_a_dry_run_as_a_request_and_not_as_an_injection()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor("log-tail").AsDryRun().ToBytes());

        var metrics = await webhook.MetricsAsync();

        metrics.ShouldContain("injector_admission_requests_total{reason=\"injected\",result=\"injected\"} 1\n");
        metrics.ShouldNotContain("injector_injections_total{");
        metrics.ShouldNotContain("injector_patch_bytes_count");
    }

    [Fact]
    public async Task Offers_the_buckets_that_alerts_rely_on()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        var bounds = (await webhook.MetricsAsync()).Split('\n')
            .Where(line => line.StartsWith("injector_admission_duration_seconds_bucket", StringComparison.Ordinal))
            .Select(line => line.Split('"')[1]);

        bounds.ShouldBe(["0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"]);
    }

    [Fact]
    public async Task Tells_of_profiles_certificate_build_and_process_from_the_start()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        var text = await webhook.MetricsAsync();

        text.ShouldContain($"injector_profiles_loaded {webhook.Running.Profiles.All.Length}\n");
        text.ShouldContain("injector_profile_load_errors 0\n");
        text.ShouldContain("injector_profile_reloads_total{result=\"failure\"} 0\n");
        text.ShouldContain("injector_profile_reloads_total{result=\"success\"} 0\n");
        text.ShouldContain($"injector_build_info{{version=\"{BuildVersion.Full}\"}} 1\n");
        text.ShouldMatch("(?m)^injector_certificate_not_after_timestamp_seconds [0-9]{10}$");
        text.ShouldMatch("(?m)^process_cpu_seconds_total [0-9]");
        text.ShouldMatch("(?m)^process_resident_memory_bytes [1-9][0-9]+$");
        text.ShouldContain("dotnet_gc_collections_total{generation=\"gen0\"}");
    }

    [Fact]
    public async Task Writes_every_family_once_with_help_and_type_and_always_in_the_same_order()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        var first = new ScrapedMetrics(await webhook.MetricsAsync());
        await SendOneOfEachAsync(webhook);

        var page = new ScrapedMetrics(await webhook.MetricsAsync());

        page.Families.Select(static family => family.Name).ShouldBeUnique();
        page.Helps.Select(static family => family.Name).ShouldBe(page.Families.Select(static family => family.Name));
        page.Helps.ShouldAllBe(static family => family.Help.EndsWith('.'));
        page.Families.ShouldBe(first.Families);
        page.Families.ShouldContain(("injector_admission_requests_total", "counter"));
        page.Families.ShouldContain(("injector_admission_in_flight", "gauge"));
        page.Families.ShouldContain(("injector_admission_duration_seconds", "histogram"));
    }

    [Fact]
    public async Task Says_nothing_of_requests_that_have_not_been()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        var page = new ScrapedMetrics(await webhook.MetricsAsync());

        page["injector_admission_in_flight"].ShouldBe(0);
        page["injector_admission_in_work"].ShouldBe(0);
        page["injector_admission_waiting"].ShouldBe(0);
        page["injector_admission_bodies_bytes"].ShouldBe(0);
        page.Samples.Keys.ShouldNotContain(static sample => sample.StartsWith("injector_admission_requests", StringComparison.Ordinal));
        page.Samples.Keys.ShouldNotContain(static sample => sample.StartsWith("injector_admission_duration", StringComparison.Ordinal));
        page.Samples.Keys.ShouldNotContain(static sample => sample.StartsWith("injector_patch", StringComparison.Ordinal));
        page.Samples.Keys.ShouldNotContain(static sample => sample.StartsWith("injector_injections", StringComparison.Ordinal));
    }

    [PromtoolFact]
    public async Task Stands_before_promtool()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        await SendOneOfEachAsync(webhook);

        var text = await webhook.MetricsAsync();

        text.ShouldContain("injector_injections_total{");
        (await Promtool.CheckAsync(text)).ShouldBe("");
    }

    private static async Task SendOneOfEachAsync(WebhookUnderTest webhook)
    {
        byte[][] reviews =
        [
            AdmissionReviews.OfAPod().RequestingFor("log-tail").ToBytes(), AdmissionReviews.OfAPod().RequestingFor("log-tail").ToBytes(),
            AdmissionReviews.OfAPod().ToBytes(), AdmissionReviews.OfAPod().RequestingFor("nobody").ToBytes(), Encoding.UTF8.GetBytes("{"),
        ];
        foreach (var review in reviews)
        {
            using var answer = await webhook.ReviewAsync(review);
        }
    }
}
