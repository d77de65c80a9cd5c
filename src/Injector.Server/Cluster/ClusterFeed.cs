using System.Collections.Immutable;
using Injector.Background;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Namespaces;
using Injector.Kubernetes.Versions;
using Injector.Kubernetes.Watching;
using Injector.Server.Observability;
using Injector.Server.Options;
using Injector.Server.Snapshots;
using Microsoft.Extensions.Hosting;

namespace Injector.Server.Cluster;

/// <summary>Feeds the cluster's namespaces and the capabilities of its version into the snapshot that requests read.</summary>
internal sealed class ClusterFeed : BackgroundService
{
    private readonly ApiClient _server;
    private readonly NamespaceWatch _namespaces;
    private readonly CapabilityWatch? _capabilities;

    public ClusterFeed(
        ClusterAccess access, ServerOptions options, SnapshotHolder snapshots, WatchReports reports, WatchMetrics metrics, BackgroundLoops loops,
        TimeProvider time)
    {
        metrics.Expect(NamespaceWatch.ResourceName);
        _server = new ApiClient(access.Connection, BuildVersion.Number, time);
        var times = new WatchTimes();
        _namespaces = new NamespaceWatch(
            _server, directory => snapshots.Replace(snapshot => snapshot with { Namespaces = directory }), reports, loops, times, time,
            Random.Shared);
        if (options.KubernetesVersion.Length == 0)
        {
            var capabilities = new CapabilityWatch(
                _server, found => snapshots.Replace(snapshot => snapshot with { Capabilities = found }), reports, loops, times, Random.Shared);
            reports.Reconnected += capabilities.QueryAgain;
            _capabilities = capabilities;
        }
    }

    /// <summary>
    /// Not ready until all namespaces have been seen, because a pod in a namespace that opts in would be admitted without sidecars; nor until the version is
    /// known, because a pod might get sidecars that its API server does not understand.
    /// </summary>
    internal ImmutableArray<ReadinessCheck> Checks() =>
    [
        new("namespaces", _namespaces.IsReady, _namespaces.IsReady ? "all seen" : $"waiting for the first list from {_server.Connection.Server}"),
        .. _capabilities is { IsReady: var isReady }
            ? new[] { new ReadinessCheck("cluster-version", isReady, isReady ? "asked for" : $"waiting for an answer from {_server.Connection.Server}") }
            : [],
    ];

    public override void Dispose()
    {
        base.Dispose();
        _server.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_namespaces.RunAsync(stoppingToken), _capabilities?.RunAsync(stoppingToken) ?? Task.CompletedTask);
}
