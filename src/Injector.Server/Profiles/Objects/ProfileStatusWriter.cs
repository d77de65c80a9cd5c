using System.Collections.Frozen;
using System.Collections.Immutable;
using Injector.Background;
using Injector.Kubernetes.Api;
using Injector.Profiles.Resource;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Profiles.Objects;

/// <summary>
/// Writes the status of SidecarProfiles into the cluster. Every replica may do so: a status that is already there is not written, and an object changed by
/// others is evaluated again when the watch delivers it. Writes are sequential and rare, and nothing depends on their success.
/// </summary>
internal sealed partial class ProfileStatusWriter(
    ApiClient server, ProfileObjectMetrics metrics, BackgroundLoops loops, TimeProvider time, Random random, ILogger<ProfileStatusWriter> logger)
{
    /// <summary>Pause after each write: five hundred profiles take about a minute after the first installation.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the idle loop reports that it is alive.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(1);

    private readonly SupervisedLoop _loop = loops.Add("profile-status");
    private readonly StatusAttempts _attempts = new(time, random);
    private volatile DesiredStatus _desired = new([], FrozenSet<string>.Empty);
    private bool _fails;

    /// <summary>Takes the results for all objects and discards earlier pending writes.</summary>
    internal void Replace(ImmutableArray<ResourceReading> readings)
    {
        _desired = new DesiredStatus(
            [.. readings.Select(StatusChange.For).OfType<StatusChange>()],
            readings.Select(reading => reading.Object.Key).ToFrozenSet(StringComparer.Ordinal));
        _loop.Wake();
    }

    /// <summary>Runs until cancelled, which is not an error.</summary>
    internal Task RunAsync(CancellationToken cancellationToken) => _loop.RunAsync(WriteNextAsync, cancellationToken);

    private async Task<Turn> WriteNextAsync(CancellationToken cancellationToken)
    {
        var (change, due) = Next(_desired);
        if (change is null || due > TimeSpan.Zero)
        {
            return Turn.Done(TimeSpan.Zero, change is null || due > MaxIdle ? MaxIdle : due);
        }

        var result = await WriteAsync(change, cancellationToken);
        _attempts.Tried(change.Object);
        metrics.Written(result);
        return result == StatusWrite.Failed ? Turn.Failed(Pause) : Turn.Done(Pause);
    }

    private (StatusChange? Change, TimeSpan Due) Next(DesiredStatus desired)
    {
        _attempts.Keep(desired.Keys);
        (StatusChange? Change, TimeSpan Due) next = (null, Timeout.InfiniteTimeSpan);
        foreach (var change in desired.Changes)
        {
            var due = _attempts.Due(change.Object);
            if (next.Change is null || due < next.Due)
            {
                next = (change, due);
            }
        }

        return next;
    }

    private async Task<StatusWrite> WriteAsync(StatusChange change, CancellationToken cancellationToken)
    {
        try
        {
            switch (await server.PatchAsync(change.Path, PatchKind.Merge, change.ToPatch(time.GetUtcNow()), cancellationToken))
            {
                case ApiAnswer.Refused { Status: { IsConflict: true } or { IsNotFound: true } }:
                    return StatusWrite.Outdated;
                case ApiAnswer.Refused refused:
                    return Failed(change, refused.Status.ToString());
                default:
                    _fails = false;
                    Log.Written(logger, change.Object.Key, change.Wanted.Reason);
                    return StatusWrite.Written;
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Any exception: no pod depends on a status.
            return Failed(change, exception.Message);
        }
    }

    private StatusWrite Failed(StatusChange change, string explanation)
    {
        if (!_fails)
        {
            _fails = true;
            Log.Unwritten(logger, change.Object.Key, explanation);
        }

        return StatusWrite.Failed;
    }

    private sealed record DesiredStatus(ImmutableArray<StatusChange> Changes, FrozenSet<string> Keys);

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ProfileStatusWritten, LogLevel.Debug, "The status of the SidecarProfile {Profile} says {Reason} now",
            EventName = nameof(EventIds.ProfileStatusWritten))]
        internal static partial void Written(ILogger logger, string profile, string reason);

        [LoggerMessage(
            EventIds.ProfileStatusUnwritten, LogLevel.Warning,
            "The status of the SidecarProfile {Profile} could not be written, which changes nothing for pods; it is tried again, and said no more until it works: {Explanation}",
            EventName = nameof(EventIds.ProfileStatusUnwritten))]
        internal static partial void Unwritten(ILogger logger, string profile, string explanation);
    }
}

/// <summary>The result of writing a status.</summary>
internal enum StatusWrite
{
    /// <summary>The cluster has the status.</summary>
    Written,

    /// <summary>The object has changed or is gone; its next version is evaluated again.</summary>
    Outdated,

    /// <summary>The API server refused or could not be reached; the write is retried later.</summary>
    Failed,
}
