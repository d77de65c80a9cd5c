using System.Collections.Frozen;
using System.Collections.Immutable;
using Injector.Ambassador.Model;
using Injector.Ambassador.Reading;

namespace Injector.Ambassador.Rewrites;

/// <summary>Which probes and ports of the application are redirected to the ambassador.</summary>
/// <param name="Probes">Whether probes and HTTP hooks are rewritten.</param>
/// <param name="Ports">Whether declared ports are rewritten.</param>
/// <param name="ListenerPorts">The ambassador's port for each port of the application, taken from the first inbound route that leads there.</param>
/// <param name="GrpcPort">The only port of the application whose gRPC probes can be served, taken from the first inbound route for HTTP/2.</param>
internal sealed record RewriteRules(bool Probes, bool Ports, ImmutableArray<KeyValuePair<int, int>> ListenerPorts, int? GrpcPort)
{
    private readonly FrozenDictionary<int, int> _byAppPort = ListenerPorts.ToFrozenDictionary();
    private readonly FrozenSet<int> _ports = ListenerPorts.Select(listenerPort => listenerPort.Value).ToFrozenSet();

    /// <summary>The rules; <see langword="null"/> when nothing is requested or no route leads to the application.</summary>
    public static RewriteRules? Of(bool probes, bool ports, ImmutableArray<InboundRoute> routes) => (probes || ports) && !routes.IsEmpty
        ? new RewriteRules(
            probes,
            ports,
            [.. routes.DistinctBy(route => route.AppPort).Select(route => KeyValuePair.Create(route.AppPort, route.Port))],
            routes.FirstOrDefault(route => route.Scheme.Protocol is TrafficProtocol.Http2)?.AppPort)
        : null;

    /// <summary>The ambassador's port for a port of the application; <see langword="null"/> when no inbound route leads there.</summary>
    public int? ListenerPort(int appPort) => _byAppPort.TryGetValue(appPort, out var port) ? port : null;

    /// <summary>Whether a port is one of the ambassador's own.</summary>
    public bool IsListenerPort(int port) => _ports.Contains(port);
}
