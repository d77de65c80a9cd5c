using Injector.Server.Cluster;
using Injector.Server.Observability.Metrics;
using Injector.Server.Tests.Observability.Metrics;
using Injector.Testing;

namespace Injector.Server.Tests.Cluster;

public sealed class WatchMetricsTests
{
    private const string Connected = "injector_watch_connected{resource=\"namespaces\"}";

    private readonly MetricsRegistry _registry = ScrapedMetrics.NewRegistry();
    private readonly WatchMetrics _metrics;

    public WatchMetricsTests() => _metrics = new WatchMetrics(_registry, new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1763690000250)));

    [Fact]
    public async Task A_resource_that_will_be_watched_is_not_connected_and_was_never_current()
    {
        (await ScrapedMetrics.TextOfAsync(_registry)).Samples.ShouldBeEmpty();

        _metrics.Expect("namespaces");

        (await ScrapedMetrics.TextOfAsync(_registry)).Samples.ShouldBe(new Dictionary<string, double> { [Connected] = 0 });
    }

    [Fact]
    public async Task A_watch_is_connected_until_it_ends()
    {
        _metrics.Expect("namespaces");
        _metrics.Connected("namespaces");
        _metrics.Expect("namespaces");
        (await ScrapedMetrics.TextOfAsync(_registry))[Connected].ShouldBe(1);

        _metrics.Ended("namespaces", "served");

        var page = await ScrapedMetrics.TextOfAsync(_registry);
        page[Connected].ShouldBe(0);
        page["injector_watch_restarts_total{reason=\"served\",resource=\"namespaces\"}"].ShouldBe(1);
    }

    [Fact]
    public async Task What_the_cluster_does_not_have_is_absent_until_it_is_watched()
    {
        _metrics.Expect("namespaces");
        _metrics.Absent("namespaces");
        (await ScrapedMetrics.TextOfAsync(_registry))[Connected].ShouldBeNull();

        _metrics.Connected("namespaces");

        (await ScrapedMetrics.TextOfAsync(_registry))[Connected].ShouldBe(1);
    }

    [Fact]
    public async Task Tells_events_and_when_the_resource_was_current()
    {
        _metrics.Received("namespaces", "added");
        _metrics.Received("namespaces", "added");
        _metrics.Synced("namespaces");

        var page = await ScrapedMetrics.TextOfAsync(_registry);
        page["injector_watch_events_total{resource=\"namespaces\",type=\"added\"}"].ShouldBe(2);
        page["injector_watch_last_sync_timestamp_seconds{resource=\"namespaces\"}"].ShouldBe(1763690000.25);
    }
}
