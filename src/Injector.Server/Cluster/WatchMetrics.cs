using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Cluster;

/// <summary>Metrics of the watches of the cluster, by resource.</summary>
internal sealed class WatchMetrics
{
    private readonly Counter _events;
    private readonly Counter _restarts;
    private readonly Gauge _lastSync;
    private readonly Gauge _connected;
    private readonly TimeProvider _time;

    public WatchMetrics(MetricsRegistry metrics, TimeProvider time)
    {
        _time = time;
        _events = metrics.CreateCounter("injector_watch_events_total", "Events that watches of the cluster brought, by type.", "resource", "type");
        _restarts = metrics.CreateCounter(
            "injector_watch_restarts_total", "Times that a list or watch of the cluster started again, by reason.", "reason", "resource");
        _lastSync = metrics.CreateGauge(
            "injector_watch_last_sync_timestamp_seconds", "When what is known of the resource was last known to be current, since the Unix epoch.", "resource");
        _connected = metrics.CreateGauge("injector_watch_connected", "Whether a watch is open: 1 or 0.", "resource");
    }

    /// <summary>The resource will be watched; it is not connected yet.</summary>
    internal void Expect(string resource) => _connected.WithLabels(resource).Publish();

    internal void Synced(string resource) => _lastSync.WithLabels(resource).Set(_time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);

    internal void Connected(string resource) => _connected.WithLabels(resource).Set(1);

    /// <summary>Removes the series of a kind that the cluster lacks, so that alerts on lost connections do not see it.</summary>
    internal void Absent(string resource) => _connected.RemoveLabelled(resource);

    internal void Received(string resource, string type) => _events.WithLabels(resource, type).Inc();

    internal void Ended(string resource, string reason)
    {
        _connected.WithLabels(resource).Set(0);
        _restarts.WithLabels(reason, resource).Inc();
    }
}
