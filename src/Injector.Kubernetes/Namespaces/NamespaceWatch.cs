using Injector.Background;
using Injector.Core.Settings;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Namespaces;

/// <summary>Watches the labels and annotations of all namespaces and publishes them as a whole. Requires permission to list and watch namespaces.</summary>
public sealed class NamespaceWatch
{
    /// <summary>Name of the resource in metrics and log lines.</summary>
    public const string ResourceName = "namespaces";

    private static readonly WatchedResource Resource = new(ResourceName, "/api/v1/namespaces", MetadataOnly: true);

    private readonly Reflector<NamespaceFacts> _reflector;

    /// <summary>Creates the watch; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="publish">Receives the directory whenever it changes; called again if it throws.</param>
    /// <param name="observer">Is notified of what happens.</param>
    /// <param name="loops">Registers its loops.</param>
    /// <param name="times">Pauses and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads pauses and watch times.</param>
    public NamespaceWatch(
        ApiClient server, Action<NamespaceDirectory> publish, IWatchObserver observer, BackgroundLoops loops, WatchTimes times, TimeProvider time,
        Random random)
    {
        _reflector = new Reflector<NamespaceFacts>(
            server, Resource, NamespaceReader.Read, static facts => facts.Name, all => publish(NamespaceDirectory.Create(all)), observer, loops, times,
            time, random);
    }

    /// <summary>Whether every namespace has been seen once.</summary>
    public bool IsReady => _reflector.IsReady;

    /// <summary>Completes when every namespace has been seen once.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task ReadyAsync(CancellationToken cancellationToken) => _reflector.ReadyAsync(cancellationToken);

    /// <summary>Runs until cancelled, which is not an error.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(CancellationToken cancellationToken) => _reflector.RunAsync(cancellationToken);
}
