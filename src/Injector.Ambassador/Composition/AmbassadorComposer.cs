using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;
using Injector.Ambassador.Reading;
using Injector.Ambassador.Rewrites;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Composition;

/// <summary>Composes the model from the user's configuration: applies defaults, resolves references, and reports contradictions.</summary>
internal static class AmbassadorComposer
{
    /// <summary>Composes the model.</summary>
    /// <param name="reading">The user's configuration, without problems.</param>
    /// <param name="settings">Settings of the engine as a whole.</param>
    /// <param name="ports">The chosen ports, by listener name.</param>
    /// <param name="problems">Receives contradictions, which do not depend on the ports.</param>
    /// <param name="requests">Probe requests that go through the ambassador, in order.</param>
    public static AmbassadorModel Compose(
        AmbassadorReading reading,
        EngineSettings settings,
        IReadOnlyDictionary<string, int> ports,
        ProblemList problems,
        ImmutableArray<ProbeRequest> requests)
    {
        CheckNames(reading, problems);
        var outbound = new OutboundComposer(problems);
        var inbound = new InboundComposer(problems);
        var listeners = ImmutableArray.CreateBuilder<Listener>();
        foreach (var upstream in reading.Upstreams)
        {
            var name = ListenerNames.Outbound(upstream.Name);
            listeners.Add(outbound.Compose(upstream, name, ports.GetValueOrDefault(name)));
        }

        foreach (var group in reading.Inbound.GroupBy(route => route.Port).OrderBy(group => group.Key))
        {
            listeners.Add(inbound.Compose([.. group], ListenerNames.Inbound(group.Key)));
        }

        return new AmbassadorModel
        {
            Settings = settings,
            Listeners = listeners.ToImmutable(),
            Probes = ProbeComposer.Listener(requests, ports.GetValueOrDefault(ListenerNames.Probes)),
            Clusters = [.. outbound.Clusters, .. inbound.Clusters, .. ProbeComposer.Clusters(requests)],
        };
    }

    /// <summary>The files that the model refers to, by their paths in ordinal order.</summary>
    public static ImmutableArray<CredentialFile> Files(AmbassadorReading reading)
    {
        var options = reading.Upstreams.SelectMany(upstream => upstream.Routes).SelectMany(route => route.Targets).Select(target => target.Options)
            .Concat(reading.Inbound.Select(route => route.Options));
        return [.. options.SelectMany(Files).DistinctBy(file => file.Path).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<CredentialFile> Files(TrafficOptions options) =>
    [
        .. new[] { options.Ca, options.ClientCa }.OfType<CredentialFile>(),
        .. options.Certificate is { } secret ? [CredentialFile.Certificate(secret), CredentialFile.PrivateKey(secret)] : Array.Empty<CredentialFile>(),
    ];

    private static void CheckNames(AmbassadorReading reading, ProblemList problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ports = new HashSet<int>(reading.Inbound.Select(route => route.Port));
        foreach (var upstream in reading.Upstreams)
        {
            if (!names.Add(upstream.Name))
            {
                problems.AddAt(upstream.Place, $"there is another upstream {upstream.Name}; give each a name of its own");
            }

            if (upstream.LocalPort is { } port && !ports.Add(port))
            {
                problems.AddAt(upstream.Place, $"port {port} is taken by another upstream or inbound route; write another one, or none");
            }
        }
    }
}

/// <summary>Idle timeout for the clients of a listener.</summary>
internal static class ListenerIdle
{
    /// <summary>The max idle timeout of the listener's clusters, so that no client connection is closed while its upstream connection is open.</summary>
    /// <param name="clusters">The clusters of all listeners so far.</param>
    /// <param name="first">Index of the first cluster of this listener; it has at least one.</param>
    public static TimeSpan Of(ImmutableArray<Cluster>.Builder clusters, int first)
    {
        var longest = TimeSpan.Zero;
        for (var i = first; i < clusters.Count; i++)
        {
            longest = clusters[i].IdleTimeout > longest ? clusters[i].IdleTimeout : longest;
        }

        return longest;
    }
}

/// <summary>The order in which routes are tried: the first match is the most specific one, however the user ordered them.</summary>
internal static class RouteOrder
{
    public static ImmutableArray<Route> Sort(IEnumerable<Route> routes) =>
    [
        .. routes.OrderBy(route => route.Host is null)
            .ThenBy(route => route.Host, StringComparer.Ordinal)
            .ThenByDescending(route => route.Path.Length)
            .ThenBy(route => route.Path, StringComparer.Ordinal),
    ];
}
