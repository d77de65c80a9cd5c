using Injector.Background;
using Injector.Core.Settings;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Namespaces;

/// <summary>
/// Follows the labels and annotations of all namespaces and publishes them as a whole. Needs the rights to list and watch namespaces.
/// </summary>
public sealed class NamespaceWatch
{
    /// <summary>Name of the resource in metrics and log lines.</summary>
    public const string ResourceName = "namespaces";

    private static readonly WatchedResource Resource = new(ResourceName, "/api/v1/namespaces", MetadataOnly: true);

    private readonly Reflector<NamespaceFacts> _reflector;

    /// <summary>Makes it; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="publish">Receives the directory whenever it changes; again when it throws.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="loops">Where its loops are known.</param>
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
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task ReadyAsync(CancellationToken cancellationToken) => _reflector.ReadyAsync(cancellationToken);

    /// <summary>Runs until it is stopped; being stopped is no error.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(CancellationToken cancellationToken) => _reflector.RunAsync(cancellationToken);
}
