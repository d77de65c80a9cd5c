using Injector.Server.Admission;
using Injector.Server.Observability.Metrics;
using Injector.Server.Tests.Observability.Metrics;
using Injector.Testing;

namespace Injector.Server.Tests.Admission;

public sealed class ReviewHistogramTests
{
    private const string Fast = "took_bucket{le=\"1.0\"}";
    private const string Slow = "took_bucket{le=\"10.0\"}";
    private const string Slowest = "took_bucket{le=\"+Inf\"}";
    private static readonly double[] Bounds = [1, 10];

    private readonly ManualTimeProvider _clock = new();
    private readonly MetricsRegistry _registry = ScrapedMetrics.NewRegistry();
    private readonly ReviewExemplars _exemplars;
    private readonly ReviewHistogram _histogram;

    public ReviewHistogramTests()
    {
        _exemplars = new ReviewExemplars(_clock);
        _histogram = new ReviewHistogram(_registry.CreateHistogram("took", "One.", Bounds), Bounds, _exemplars);
    }

    [Fact]
    public async Task Is_absent_until_something_has_been_observed()
    {
        (await ScrapedMetrics.TextOfAsync(_registry)).Samples.ShouldBeEmpty();

        _histogram.Observe(3, "a");

        (await ScrapedMetrics.TextOfAsync(_registry)).Samples.ShouldBe(
            new Dictionary<string, double>
            {
                ["took_sum"] = 3, ["took_count"] = 1, ["took_bucket{le=\"1\"}"] = 0, ["took_bucket{le=\"10\"}"] = 1, ["took_bucket{le=\"+Inf\"}"] = 1,
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task Names_no_review_until_somebody_has_scraped_openmetrics()
    {
        _histogram.Observe(0.5, "first");
        (await ExemplarsAsync()).ShouldBeEmpty();

        _exemplars.Scraped();
        _histogram.Observe(0.5, "second");

        (await ExemplarsAsync()).ShouldBe(new Dictionary<string, string> { [Fast] = "{uid=\"second\"} 0.5" });
        (await ScrapedMetrics.TextOfAsync(_registry)).Exemplars.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_no_review_unasked_even_where_the_machine_has_just_started()
    {
        var registry = ScrapedMetrics.NewRegistry();
        var justStarted = new ReviewExemplars(new ManualTimeProvider(DateTimeOffset.MinValue + TimeSpan.FromSeconds(1)));

        new ReviewHistogram(registry.CreateHistogram("took", "One.", Bounds), Bounds, justStarted).Observe(0.5, "a");

        (await ScrapedMetrics.OpenMetricsOfAsync(registry)).Exemplars.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_one_review_a_second_in_each_bucket()
    {
        _exemplars.Scraped();
        _histogram.Observe(0.5, "a");
        _clock.Advance(ReviewExemplars.MinInterval - TimeSpan.FromMilliseconds(1));
        _histogram.Observe(1, "too-early");
        _histogram.Observe(10, "b");
        _histogram.Observe(11, "c");
        var early = await ExemplarsAsync();

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _histogram.Observe(0.75, "d");
        _histogram.Observe(9, "too-early");
        _histogram.Observe(12, "too-early");

        early.ShouldBe(new Dictionary<string, string> { [Fast] = "{uid=\"a\"} 0.5", [Slow] = "{uid=\"b\"} 10.0", [Slowest] = "{uid=\"c\"} 11.0" });
        (await ExemplarsAsync()).ShouldBe(new Dictionary<string, string> { [Fast] = "{uid=\"d\"} 0.75", [Slow] = "{uid=\"b\"} 10.0", [Slowest] = "{uid=\"c\"} 11.0" });
    }

    [Fact]
    public async Task Names_no_further_review_once_nobody_scrapes_openmetrics_any_more()
    {
        _exemplars.Scraped();
        _histogram.Observe(0.5, "a");

        _clock.Advance(ReviewExemplars.ScrapeWindow);
        _histogram.Observe(0.5, "b");
        (await ExemplarsAsync())[Fast].ShouldBe("{uid=\"a\"} 0.5");

        _exemplars.Scraped();
        _histogram.Observe(0.5, "c");
        (await ExemplarsAsync())[Fast].ShouldBe("{uid=\"c\"} 0.5");
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("ä")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Names_no_review_whose_uid_would_need_escapes(string? uid)
    {
        _exemplars.Scraped();

        _histogram.Observe(0.5, uid);

        (await ExemplarsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(125, true)]
    [InlineData(126, false)]
    public async Task Names_no_review_whose_uid_is_longer_than_an_exemplar_may_be(int length, bool isNamed)
    {
        _exemplars.Scraped();

        _histogram.Observe(0.5, new string('x', length));

        (await ExemplarsAsync()).Count.ShouldBe(isNamed ? 1 : 0);
        (await ScrapedMetrics.TextOfAsync(_registry))["took_count"].ShouldBe(1);
    }

    private async Task<IReadOnlyDictionary<string, string>> ExemplarsAsync() => (await ScrapedMetrics.OpenMetricsOfAsync(_registry)).Exemplars;
}
