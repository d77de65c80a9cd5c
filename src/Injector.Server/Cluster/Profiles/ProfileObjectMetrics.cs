using System.Diagnostics.Metrics;
using Injector.Profiles.Resource;
using Injector.Server.Metrics;

namespace Injector.Server.Cluster.Profiles;

/// <summary>What is counted of the SidecarProfiles of the cluster.</summary>
internal sealed class ProfileObjectMetrics
{
    private readonly Counter<long> _writes;
    private long _ready;
    private long _wrong;

    public ProfileObjectMetrics(InjectorMeter meter)
    {
        meter.Meter.CreateObservableGauge(
            "injector.profile_objects", Measure, null, "SidecarProfiles of the cluster as they are now, by whether they can be used.");
        _writes = meter.Meter.CreateCounter<long>("injector.profile_status_writes", null, "Statuses of SidecarProfiles to be written, by result.");

        // All results are there from the start, so that an alert on an increase sees the first one.
        foreach (var result in Enum.GetValues<StatusWrite>())
        {
            _writes.Add(0, Result(result));
        }
    }

    internal void Seen(ResourceLoad load)
    {
        var ready = load.Readings.Count(reading => reading.Profile is not null);
        Interlocked.Exchange(ref _ready, ready);
        Interlocked.Exchange(ref _wrong, load.Readings.Length - ready);
    }

    internal void Written(StatusWrite result) => _writes.Add(1, Result(result));

    private Measurement<long>[] Measure() => [new(Interlocked.Read(ref _ready), Ready("true")), new(Interlocked.Read(ref _wrong), Ready("false"))];

    private static KeyValuePair<string, object?> Ready(string text) => new("ready", text);

    private static KeyValuePair<string, object?> Result(StatusWrite result) => new("result", result switch
    {
        StatusWrite.Written => "written",
        StatusWrite.Outdated => "outdated",
        StatusWrite.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "not a result"),
    });
}
