using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Injector.Server.Metrics;

/// <summary>What is counted of the watches of the cluster, by resource.</summary>
internal sealed class WatchMetrics
{
    private readonly ConcurrentDictionary<string, double> _lastSync = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _connected = new(StringComparer.Ordinal);
    private readonly Counter<long> _events;
    private readonly Counter<long> _restarts;
    private readonly TimeProvider _time;

    public WatchMetrics(InjectorMeter meter, TimeProvider time)
    {
        _time = time;
        _events = meter.Meter.CreateCounter<long>("injector.watch.events", null, "Events that watches of the cluster brought, by type.");
        _restarts = meter.Meter.CreateCounter<long>("injector.watch.restarts", null, "Times that a list or watch of the cluster began anew, by reason.");
        meter.Meter.CreateObservableGauge(
            "injector.watch.last_sync_timestamp", () => Measure(_lastSync), "s",
            "When what is known of the resource was last known to be current, since the Unix epoch.");
        meter.Meter.CreateObservableGauge("injector.watch.connected", () => Measure(_connected), null, "Whether a watch is open: 1 or 0.");
    }

    /// <summary>The resource will be watched; so far it is not.</summary>
    internal void Expect(string resource) => _connected.TryAdd(resource, 0);

    internal void Synced(string resource) => _lastSync[resource] = _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    internal void Connected(string resource) => _connected[resource] = 1;

    /// <summary>There is nothing to be connected to; an alert on lost connections shall not see it.</summary>
    internal void Absent(string resource) => _connected.TryRemove(resource, out _);

    internal void Received(string resource, string type) => _events.Add(1, Label("resource", resource), Label("type", type));

    internal void Ended(string resource, string reason)
    {
        _connected[resource] = 0;
        _restarts.Add(1, Label("resource", resource), Label("reason", reason));
    }

    private static IEnumerable<Measurement<T>> Measure<T>(ConcurrentDictionary<string, T> values)
        where T : struct =>
        values.Select(pair => new Measurement<T>(pair.Value, Label("resource", pair.Key)));

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
