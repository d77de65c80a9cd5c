using Injector.Profiles.Resource;
using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Profiles.Objects;

/// <summary>Metrics of the cluster's SidecarProfiles.</summary>
internal sealed class ProfileObjectMetrics
{
    private readonly Gauge.Child _ready;
    private readonly Gauge.Child _wrong;
    private readonly Counter.Child _written;
    private readonly Counter.Child _outdated;
    private readonly Counter.Child _failed;

    public ProfileObjectMetrics(MetricsRegistry metrics)
    {
        var objects = metrics.CreateGauge("injector_profile_objects", "SidecarProfiles of the cluster as they are now, by whether they can be used.", "ready");
        _ready = objects.WithLabels("true");
        _wrong = objects.WithLabels("false");

        // All results exist from the start, so that an alert on an increase sees the first one.
        var writes = metrics.CreateCounter("injector_profile_status_writes_total", "Statuses of SidecarProfiles to be written, by result.", "result");
        _written = writes.WithLabels("written");
        _outdated = writes.WithLabels("outdated");
        _failed = writes.WithLabels("failed");
    }

    internal void Seen(ResourceLoad load)
    {
        var ready = load.Readings.Count(reading => reading.Profile is not null);
        _ready.Set(ready);
        _wrong.Set(load.Readings.Length - ready);
    }

    internal void Written(StatusWrite result) => Count(result).Inc();

    private Counter.Child Count(StatusWrite result) => result switch
    {
        StatusWrite.Written => _written,
        StatusWrite.Outdated => _outdated,
        StatusWrite.Failed => _failed,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "not a result"),
    };
}
