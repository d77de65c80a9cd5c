using System.Collections.Concurrent;
using Injector.Core.Settings;
using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Admission;

/// <summary>Counts pods by the profiles that they received and by the mode in which their sidecars were added.</summary>
internal sealed class InjectionCounter
{
    /// <summary>
    /// Max profiles with a series of their own: 1,000. Users who may write SidecarProfiles could keep creating new names, and each name stays for the life of
    /// the process.
    /// </summary>
    internal const int MaxProfiles = 1000;

    /// <summary>Label for all further profiles; no profile can have this name.</summary>
    internal const string OtherProfiles = "(other)";

    private readonly ConcurrentDictionary<string, ByMode> _profiles = new(StringComparer.Ordinal);
    private readonly Counter _injections;
    private readonly ByMode _others;
    private int _known;

    public InjectionCounter(MetricsRegistry metrics)
    {
        _injections = metrics.CreateCounter(
            "injector_injections_total", "Pods that received a profile, by the way its sidecars were added.", "mode", "profile");
        _others = new ByMode(_injections, OtherProfiles);
    }

    internal void Count(string profile, SidecarMode mode) =>
        (_profiles.TryGetValue(profile, out var counters) ? counters : Add(profile)).Count(mode);

    private ByMode Add(string profile)
    {
        // Concurrent new names may exceed the bound by a few.
        if (Volatile.Read(ref _known) >= MaxProfiles)
        {
            return _others;
        }

        var added = new ByMode(_injections, profile);
        if (_profiles.TryAdd(profile, added))
        {
            Interlocked.Increment(ref _known);
            return added;
        }

        return _profiles[profile];
    }

    /// <summary>The two series of a profile, each absent until its mode is first used.</summary>
    private sealed class ByMode(Counter injections, string profile)
    {
        private Counter.Child? _native;
        private Counter.Child? _classic;

        internal void Count(SidecarMode mode)
        {
            var counter = mode == SidecarMode.Native
                ? _native ??= injections.WithLabels(SidecarMode.Native.Text(), profile)
                : _classic ??= injections.WithLabels(SidecarMode.Classic.Text(), profile);
            counter.Inc();
        }
    }
}
