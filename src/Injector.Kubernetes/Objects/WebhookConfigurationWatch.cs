using Injector.Background;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Watching;

namespace Injector.Kubernetes.Objects;

/// <summary>Follows one webhook configuration. Needs the rights to list and watch it by its name.</summary>
public sealed class WebhookConfigurationWatch
{
    private readonly Reflector<WebhookConfigurationState> _reflector;

    /// <summary>Makes it; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="name">The configuration.</param>
    /// <param name="publish">Receives what it says, <see langword="null"/> when it does not exist, at first and after each change; again when it throws.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="loops">Where its loops are known.</param>
    /// <param name="times">Pauses and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads pauses and watch times.</param>
    public WebhookConfigurationWatch(
        ApiClient server, WebhookConfigurationName name, Action<WebhookConfigurationState?> publish, IWatchObserver observer, BackgroundLoops loops,
        WatchTimes times, TimeProvider time, Random random)
    {
        // A right on one name covers a list only when the list asks for that name.
        var resource = new WatchedResource(ResourceName(name), $"{name.Collection}?fieldSelector={Uri.EscapeDataString($"metadata.name={name.Name}")}", MetadataOnly: false);
        _reflector = new Reflector<WebhookConfigurationState>(
            server, resource, WebhookConfigurationState.Read, _ => name.Name, all => publish(all.IsEmpty ? null : all[0]), observer, loops, times, time, random);
    }

    /// <summary>Whether it is known what the configuration says, or that there is none.</summary>
    public bool IsReady => _reflector.IsReady;

    /// <summary>Name of the resource in metrics and log lines.</summary>
    /// <param name="name">The configuration.</param>
    public static string ResourceName(WebhookConfigurationName name) => $"{name.Plural}/{name.Name}";

    /// <summary>Runs until it is stopped; being stopped is no error.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task RunAsync(CancellationToken cancellationToken) => _reflector.RunAsync(cancellationToken);
}
