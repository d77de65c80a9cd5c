using System.Collections.Immutable;
using System.Globalization;
using Injector.Background;
using Injector.Server.Certificates;
using Injector.Server.Cluster;
using Injector.Server.Cluster.Registration;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Injector.Server.Profiles;
using Injector.Server.Profiles.Objects;
using Injector.Server.Snapshots;

namespace Injector.Server.Observability;

/// <summary>Whether requests should come here, and why not.</summary>
internal sealed class Readiness(
    SnapshotHolder snapshots, ProfileErrors errors, ServingCertificate certificate, DrainState drain, BackgroundLoops loops, TimeProvider time, ServerOptions options,
    ClusterFeed? cluster = null, ProfileObjectFeed? objects = null, RegistrationStatus? registration = null)
{
    private volatile bool _isWarm;

    internal void WarmedUp() => _isWarm = true;

    /// <summary>Whether a review would be answered as it should, whoever knows of this server.</summary>
    internal bool IsReadyToBeCalled => OwnChecks().All(static check => check.IsReady);

    internal ImmutableArray<ReadinessCheck> Checks() => [.. OwnChecks(), .. registration is null ? [] : new[] { registration.Check() }];

    private ImmutableArray<ReadinessCheck> OwnChecks() =>
    [
        Profiles(), Certificate(), .. cluster?.Checks() ?? [], .. objects is null ? [] : new[] { objects.Check() }, Background(), WarmUp(), Shutdown(),
    ];

    private ReadinessCheck Profiles()
    {
        var loaded = $"{snapshots.Current.Profiles.All.Length} loaded";
        var wrong = errors.Current.Length;

        // Errors do not make the server unready: the last good profiles go on working, and taking the webhook away would inject nothing at all.
        var unknown = DefaultProfiles.Unknown(snapshots.Current);
        return new ReadinessCheck(
            "profiles", true,
            $"{loaded}{(wrong == 0 ? "" : $", {Count(wrong, "error")}; {(options.ShowProfiles ? "/profiles lists them" : "the log and the conditions of SidecarProfiles name them")}")}"
            + (unknown.IsEmpty ? "" : $"; of the default profiles these do not exist: {string.Join(", ", unknown)}"));
    }

    private ReadinessCheck Certificate()
    {
        if (certificate.IsProvisional)
        {
            return new ReadinessCheck("certificate", false, "waiting for the one that the replicas share");
        }

        var pair = certificate.Pair;
        var now = time.GetUtcNow();
        var until = pair.NotAfter.ToString("u", CultureInfo.InvariantCulture);
        if (now > pair.NotAfter)
        {
            return new ReadinessCheck("certificate", false, $"expired at {until}");
        }

        return now < pair.NotBefore
            ? new ReadinessCheck("certificate", false, $"not valid before {pair.NotBefore.ToString("u", CultureInfo.InvariantCulture)}")
            : new ReadinessCheck("certificate", true, $"valid until {until}");
    }

    /// <summary>A loop that fails does not make the server unready: what it brought before goes on working.</summary>
    private ReadinessCheck Background()
    {
        var all = loops.All;
        var failing = all.Where(loop => loop.ConsecutiveFailures > 0).Select(Describe).ToArray();
        return new ReadinessCheck("background", true, failing.Length == 0 ? Count(all.Length, "loop") : string.Join("; ", failing));
    }

    private static string Describe(LoopHealth loop)
    {
        var last = loop.HasSucceeded ? $"last succeeded at {loop.LastSuccess.ToString("u", CultureInfo.InvariantCulture)}" : "never succeeded";
        return $"{loop.Name} has failed {Count(loop.ConsecutiveFailures, "time")} in a row and {last}{(loop.LastError.Length == 0 ? "" : $" ({loop.LastError})")}";
    }

    private static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private ReadinessCheck WarmUp() => new("warm-up", _isWarm, _isWarm ? "done" : "still running");

    private ReadinessCheck Shutdown() => new("shutdown", !drain.IsDraining, drain.IsDraining ? "in progress" : "not asked for");
}
