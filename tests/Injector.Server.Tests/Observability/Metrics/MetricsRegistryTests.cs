using Injector.Server.Observability.Metrics;
using Injector.Server.Tests.Hosting;

namespace Injector.Server.Tests.Observability.Metrics;

public sealed class MetricsRegistryTests
{
    private readonly MetricsRegistry _registry = ScrapedMetrics.NewRegistry();

    [Fact]
    public async Task A_metric_that_cannot_be_read_is_absent_and_all_others_are_there()
    {
        var isBroken = true;
        var labelled = _registry.CreateGauge("broken_by_label", "One.", "label");
        labelled.WithLabels("a").Set(7);
        _registry.ReadAtScrape(labelled, () => Read());
        _registry.CreateGauge("broken", "Two.", Read);
        _registry.CreateCounter("broken_total", "Three.", Read);
        _registry.CreateGauge("fine", "Four.", static () => 4);

        var page = await ScrapedMetrics.TextOfAsync(_registry);
        page.Samples.ShouldBe(new Dictionary<string, double> { ["fine"] = 4 }, ignoreOrder: true);

        isBroken = false;
        page = await ScrapedMetrics.TextOfAsync(_registry);
        (page["broken"], page["broken_total"], page["fine"]).ShouldBe((5, 5, 4));

        isBroken = true;
        (await ScrapedMetrics.TextOfAsync(_registry)).Samples.Keys.ShouldBe(["fine"]);

        double Read() => isBroken ? throw new InvalidOperationException("nobody thought of this") : 5;
    }

    [Fact]
    public async Task The_log_says_once_that_a_metric_cannot_be_read_and_once_more_when_it_breaks_again()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        var isBroken = true;
        webhook.Part<MetricsRegistry>().CreateGauge("broken", "One.", () => isBroken ? throw new InvalidOperationException("nobody thought of this") : 1);

        for (var scrape = 0; scrape < 3; scrape++)
        {
            new ScrapedMetrics(await webhook.MetricsAsync())["injector_admission_in_flight"].ShouldBe(0);
        }

        isBroken = false;
        new ScrapedMetrics(await webhook.MetricsAsync())["broken"].ShouldBe(1);
        isBroken = true;
        await webhook.MetricsAsync();

        var lines = (await webhook.StopAndReadLogAsync()).Split('\n').Where(static line => line.Contains("The metric broken cannot be read", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(2);
        lines.ShouldAllBe(static line => line.Contains("nobody thought of this", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_counter_that_follows_a_total_never_goes_back()
    {
        var total = 3.0;
        _registry.CreateCounter("seen_total", "One.", () => total);
        (await ScrapedMetrics.TextOfAsync(_registry))["seen_total"].ShouldBe(3);

        total = 2;

        (await ScrapedMetrics.TextOfAsync(_registry))["seen_total"].ShouldBe(3);
    }

    [Fact]
    public async Task Escapes_labels()
    {
        _registry.CreateGauge("told", "One.", "text").WithLabels("C:\\x \"hi\"\n").Set(1);

        (await ScrapedMetrics.TextOfAsync(_registry)).Text.ShouldBe("# HELP told One.\n# TYPE told gauge\ntold{text=\"C:\\\\x \\\"hi\\\"\\n\"} 1\n");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1763690000, "1763690000")]
    [InlineData(1763690000.25, "1763690000.25")]
    [InlineData(0.0005, "0.0005")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(123456789012, "123456789012")]
    public async Task Writes_numbers_in_full(double value, string expected)
    {
        _registry.CreateGauge("told", "One.").Set(value);

        (await ScrapedMetrics.TextOfAsync(_registry)).Text.ShouldEndWith($"\ntold {expected}\n");
    }

    [Fact]
    public void Refuses_a_name_that_is_there_already()
    {
        _registry.CreateGauge("told", "One.", "a");

        Should.Throw<ArgumentException>(() => _registry.CreateGauge("told", "One.", "b")).Message.ShouldContain("told");
    }

    [Fact]
    public void Refuses_a_counter_that_openmetrics_does_not_know() =>
        Should.Throw<ArgumentException>(() => _registry.CreateCounter("told", "One.")).Message.ShouldContain("_total");

    [Theory]
    [InlineData("in two\nlines")]
    [InlineData("a \"quote\"")]
    [InlineData("a \\ b")]
    public void Refuses_a_help_text_that_needs_escapes(string help) =>
        Should.Throw<ArgumentException>(() => _registry.CreateGauge("told", help)).Message.ShouldContain("escaped");

    [Fact]
    public async Task Servers_in_one_process_share_no_numbers()
    {
        await using var one = await WebhookUnderTest.StartAsync();
        await using var other = await WebhookUnderTest.StartAsync();

        using var answer = await one.ReviewAsync(Injector.Testing.Admission.AdmissionReviews.OfAPod().ToBytes());

        new ScrapedMetrics(await one.MetricsAsync())["injector_admission_duration_seconds_count"].ShouldBe(1);
        new ScrapedMetrics(await other.MetricsAsync())["injector_admission_duration_seconds_count"].ShouldBeNull();
    }
}
