using System.Collections.Concurrent;
using Injector.Kubernetes.Versions;
using Injector.Kubernetes.Watching;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Cluster;

/// <summary>Logs and counts what happens to the watches of the cluster.</summary>
internal sealed partial class WatchReports(WatchMetrics metrics, ILogger<WatchReports> logger) : IWatchObserver, IVersionObserver
{
    // A missing kind is retried forever, but logged once.
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);

    /// <summary>Raised when a watch has been opened: the new connection may lead to a different server than the last.</summary>
    internal event Action? Reconnected;

    public void Listed(string resource, int objects)
    {
        metrics.Synced(resource);
        _missing.TryRemove(resource, out _);
        Log.Listed(logger, resource, objects);
    }

    public void Connected(string resource)
    {
        metrics.Connected(resource);
        Reconnected?.Invoke();
    }

    public void Received(string resource, WatchChange change)
    {
        metrics.Received(resource, Text(change));
        if (change != WatchChange.Error)
        {
            metrics.Synced(resource);
        }
    }

    public void Ended(string resource, WatchEnd end, string explanation, TimeSpan pause)
    {
        metrics.Ended(resource, Text(end));
        if (end == WatchEnd.Served)
        {
            Log.Served(logger, resource);
        }
        else if (end == WatchEnd.Absent)
        {
            Missing(resource);
        }
        else
        {
            Log.Broken(logger, resource, Text(end), explanation, pause.TotalSeconds);
        }
    }

    public void Unpublished(string resource, string explanation, TimeSpan pause) => Log.Unpublished(logger, resource, pause.TotalSeconds, explanation);

    private void Missing(string resource)
    {
        metrics.Absent(resource);
        if (_missing.TryAdd(resource, true))
        {
            Log.Missing(logger, resource);
        }
    }

    public void Discovered(Version version) => Log.Discovered(logger, version);

    public void Unknown(string explanation) => Log.VersionUnknown(logger, explanation);

    /// <summary>The label of an event: the API server's event type in lower case.</summary>
    private static string Text(WatchChange change) => change switch
    {
        WatchChange.Added => "added",
        WatchChange.Modified => "modified",
        WatchChange.Deleted => "deleted",
        WatchChange.Bookmark => "bookmark",
        WatchChange.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "not a change"),
    };

    private static string Text(WatchEnd end) => end switch
    {
        WatchEnd.Served => "served",
        WatchEnd.Expired => "expired",
        WatchEnd.Refused => "refused",
        WatchEnd.Disconnected => "disconnected",
        WatchEnd.Idle => "idle",
        WatchEnd.Unreadable => "unreadable",
        WatchEnd.Absent => "absent",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "not an end"),
    };

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ClusterListed, LogLevel.Information, "All {Resource} of the cluster are known: {Objects}", EventName = nameof(EventIds.ClusterListed))]
        internal static partial void Listed(ILogger logger, string resource, int objects);

        [LoggerMessage(
            EventIds.WatchServed, LogLevel.Debug, "The watch of {Resource} has ended in time and is opened again", EventName = nameof(EventIds.WatchServed))]
        internal static partial void Served(ILogger logger, string resource);

        [LoggerMessage(
            EventIds.WatchBroken, LogLevel.Warning,
            "Watching {Resource} of the cluster was interrupted ({Reason}); what is known stays in use, next attempt in {PauseSeconds:0.0} s: {Explanation}",
            EventName = nameof(EventIds.WatchBroken))]
        internal static partial void Broken(ILogger logger, string resource, string reason, string explanation, double pauseSeconds);

        [LoggerMessage(
            EventIds.WatchUnpublished, LogLevel.Error,
            "What became of the {Resource} of the cluster could not be taken over; what was known before stays in use, next attempt in {PauseSeconds:0.0} s: {Explanation}",
            EventName = nameof(EventIds.WatchUnpublished))]
        internal static partial void Unpublished(ILogger logger, string resource, double pauseSeconds, string explanation);

        [LoggerMessage(
            EventIds.WatchMissing, LogLevel.Information,
            "The cluster does not define {Resource}, so there are none; they are used once it does", EventName = nameof(EventIds.WatchMissing))]
        internal static partial void Missing(ILogger logger, string resource);

        [LoggerMessage(EventIds.VersionDiscovered, LogLevel.Information, "The cluster is Kubernetes {Version}", EventName = nameof(EventIds.VersionDiscovered))]
        internal static partial void Discovered(ILogger logger, Version version);

        [LoggerMessage(
            EventIds.VersionUnknown, LogLevel.Warning, "The version of the cluster could not be found out; what is known of it stays in use: {Explanation}",
            EventName = nameof(EventIds.VersionUnknown))]
        internal static partial void VersionUnknown(ILogger logger, string explanation);
    }
}
