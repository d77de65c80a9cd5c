using Injector.Background;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Objects;

/// <summary>Watches one webhook configuration. Requires permission to list and watch it by name.</summary>
public sealed class WebhookConfigurationWatch
{
    private readonly Reflector<WebhookConfigurationState> _reflector;

    /// <summary>Creates the watch; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="name">The configuration.</param>
    /// <param name="publish">Receives its state, <see langword="null"/> if it does not exist, at first and after each change; called again if it throws.</param>
    /// <param name="observer">Is notified of what happens.</param>
    /// <param name="loops">Registers its loops.</param>
    /// <param name="times">Pauses and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads pauses and watch times.</param>
    public WebhookConfigurationWatch(
        ApiClient server, WebhookConfigurationName name, Action<WebhookConfigurationState?> publish, IWatchObserver observer, BackgroundLoops loops,
        WatchTimes times, TimeProvider time, Random random)
    {
        // Permission for one name covers a list only if the list selects that name.
        var resource = new WatchedResource(ResourceName(name), $"{name.Collection}?fieldSelector={Uri.EscapeDataString($"metadata.name={name.Name}")}", MetadataOnly: false);
        _reflector = new Reflector<WebhookConfigurationState>(
            server, resource, WebhookConfigurationState.Read, _ => name.Name, all => publish(all.IsEmpty ? null : all[0]), observer, loops, times, time, random);
    }

    /// <summary>Whether the configuration's state, or its absence, is known.</summary>
    public bool IsReady => _reflector.IsReady;

    /// <summary>Name of the resource in metrics and log lines.</summary>
    /// <param name="name">The configuration.</param>
    public static string ResourceName(WebhookConfigurationName name) => $"{name.Plural}/{name.Name}";

    /// <summary>Runs until cancelled, which is not an error.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(CancellationToken cancellationToken) => _reflector.RunAsync(cancellationToken);
}
