using System.Collections.Immutable;
using Injector.Background;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;
using Injector.Profiles.Resource;
using Injector.Server.Cluster;
using Injector.Server.Observability;
using Injector.Server.Observability.Logging;
using Injector.Server.Observability.Metrics;
using Injector.Server.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Profiles.Objects;

/// <summary>
/// Watches the SidecarProfiles of the cluster: adds them to the profiles that requests read, and has their status written. A cluster that does not define the
/// kind has none until it does.
/// </summary>
internal sealed partial class ProfileObjectFeed : BackgroundService
{
    internal const string ResourceName = "sidecarprofiles";

    private static readonly WatchedResource Resource =
        new(ResourceName, "/apis/injector.io/v1alpha1/sidecarprofiles", MetadataOnly: false, MayBeAbsent: true);

    private readonly ApiClient _server;
    private readonly Reflector<ProfileObject> _reflector;
    private readonly ProfileStatusWriter? _statuses;
    private readonly ProfileResources _resources;
    private readonly CurrentProfiles _profiles;
    private readonly ProfileObjectMetrics _metrics;
    private readonly ReloadMetrics _reloads;
    private readonly ILogger<ProfileObjectFeed> _logger;

    // The last reported result, so that a change logs only what is new.
    private ResourceLoad _last = new([], []);
    private ImmutableHashSet<string> _replaced = [];

    public ProfileObjectFeed(
        ClusterAccess access, ServerOptions options, ProfileResourceReader reader, CurrentProfiles profiles, WatchReports reports, WatchMetrics watches,
        ProfileObjectMetrics metrics, ReloadMetrics reloads, BackgroundLoops loops, TimeProvider time, ILoggerFactory loggers)
    {
        watches.Expect(ResourceName);
        (_profiles, _metrics, _reloads) = (profiles, metrics, reloads);
        _logger = loggers.CreateLogger<ProfileObjectFeed>();
        _resources = new ProfileResources(reader);
        _server = new ApiClient(access.Connection, BuildVersion.Number, time);

        // Without its own namespace Injector is only a guest, for example on a developer's machine, and writes nothing to the cluster.
        _statuses = options.OwnNamespace is null
            ? null
            : new ProfileStatusWriter(_server, metrics, loops, time, Random.Shared, loggers.CreateLogger<ProfileStatusWriter>());
        _reflector = new Reflector<ProfileObject>(
            _server, Resource, static @object => ProfileObject.Read(@object), static @object => @object.Key, Publish, reports, loops, new WatchTimes(),
            time, Random.Shared);
    }

    /// <summary>Not ready until every profile has been seen, because a pod that requests one would be denied or get another profile of the same name.</summary>
    internal ReadinessCheck Check() => new(
        ResourceName, _reflector.IsReady, _reflector.IsReady ? "all seen" : $"waiting for the first list from {_server.Connection.Server}");

    public override void Dispose()
    {
        base.Dispose();
        _server.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_reflector.RunAsync(stoppingToken), _statuses?.RunAsync(stoppingToken) ?? Task.CompletedTask);

    private void Publish(ImmutableArray<ProfileObject> objects)
    {
        var load = _resources.Update(objects);
        var replaced = _profiles.ReplaceCluster(load.Profiles, load.Errors);
        _metrics.Seen(load);
        _statuses?.Replace(load.Readings);
        if (!load.HasTheSpecsOf(_last))
        {
            _reloads.ProfilesReloaded(load.Errors.Except(_last.Errors).FirstOrDefault() is null);
            Tell(load, replaced);
        }

        _last = load;
    }

    private void Tell(ResourceLoad load, ImmutableArray<Core.Profiles.SidecarProfile> replaced)
    {
        foreach (var error in load.Errors.Except(_last.Errors))
        {
            Log.Wrong(_logger, error);
        }

        foreach (var profile in replaced.Where(profile => !_replaced.Contains(profile.Source + profile.Name)))
        {
            Log.Replaces(_logger, profile.Name, profile.Source);
        }

        _replaced = [.. replaced.Select(profile => profile.Source + profile.Name)];
        Log.Loaded(_logger, load.Profiles.Length, load.Readings.Count(reading => reading.Profile is null));
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ProfileObjectWrong, LogLevel.Warning, "A profile of the cluster is wrong; what it was when it was last good stays in use: {Explanation}",
            EventName = nameof(EventIds.ProfileObjectWrong))]
        internal static partial void Wrong(ILogger logger, string explanation);

        [LoggerMessage(
            EventIds.ProfileObjectReplaces, LogLevel.Information, "A SidecarProfile of the cluster takes the place of the profile {Profile} from {Source}",
            EventName = nameof(EventIds.ProfileObjectReplaces))]
        internal static partial void Replaces(ILogger logger, string profile, string source);

        [LoggerMessage(
            EventIds.ProfileObjectsLoaded, LogLevel.Information, "The cluster's profiles have changed: {Profiles} in use, {Wrong} wrong as they are",
            EventName = nameof(EventIds.ProfileObjectsLoaded))]
        internal static partial void Loaded(ILogger logger, int profiles, int wrong);
    }
}
