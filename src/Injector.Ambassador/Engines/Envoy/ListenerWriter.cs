using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.listener.v3.Listener</c>.</summary>
internal static class ListenerWriter
{
    /// <summary>Bytes buffered in each direction of a connection, instead of Envoy's 1 MiB: the container has little memory.</summary>
    public const int BufferBytes = 32 * 1024;

    private const int MaxKubeletConnections = 256;

    public static void Write(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        using var written = json.OpenItem();
        json.Set("name", listener.Name);
        if (listener.IsInbound)
        {
            json.AnyAddress(listener.Port, view.Model.Settings.Addresses);
        }
        else
        {
            json.Address("127.0.0.1", listener.Port);
        }

        json.Set(("traffic_direction", listener.IsInbound ? "INBOUND" : "OUTBOUND"), ("per_connection_buffer_limit_bytes", BufferBytes));
        if (listener.IsInbound)
        {
            WriteKeepAlive(json);
        }

        using var chain = json.Open("filter_chains[]");
        using (json.OpenArray("filters"))
        {
            WriteFilters(json, listener, view);
        }

        if (listener.Tls is { } tls)
        {
            TransportSocketWriter.WriteServer(json, tls, listener.Protocol, view.Secrets);
        }
    }

    /// <summary>
    /// Opens the filters of a port that the kubelet calls. Neither load nor other ports' limits must make the pod look broken, so it is exempt from both and
    /// has its own small limit.
    /// </summary>
    public static EnvoyJson.Opened OpenKubelet(Utf8JsonWriter json, string name, string statistics, int port, AddressFamilies families)
    {
        var listener = json.OpenItem();
        json.Set("name", name);
        json.AnyAddress(port, families);
        json.Set(
            ("traffic_direction", "INBOUND"),
            ("per_connection_buffer_limit_bytes", BufferBytes),
            ("ignore_global_conn_limit", true),
            ("bypass_overload_manager", true));
        var filters = listener.Array("filter_chains").Object().Array("filters");
        WriteConnectionLimit(json, statistics, MaxKubeletConnections);
        return filters;
    }

    private static void WriteFilters(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        if (listener.Limits.MaxConnections is { } max)
        {
            WriteConnectionLimit(json, EnvoyNames.Statistics(listener.Name), max);
        }

        if (listener.Protocol is TrafficProtocol.Tcp)
        {
            WriteTcpProxy(json, listener, view);
        }
        else
        {
            HttpConnectionManagerWriter.Write(json, listener, view);
        }
    }

    /// <summary>
    /// Enables Linux keep-alives for idle clients, as often as for servers, because middleboxes forget idle connections. Accepted sockets inherit these options
    /// from the listening one. The application needs none, since it connects through the pod's own loopback.
    /// </summary>
    private static void WriteKeepAlive(Utf8JsonWriter json)
    {
        const int SolSocket = 1, SoKeepAlive = 9, IpProtoTcp = 6, TcpKeepIdle = 4, TcpKeepInterval = 5, TcpKeepCount = 6;
        using var options = json.OpenArray("socket_options");
        json.Item(("level", SolSocket), ("name", SoKeepAlive), ("int_value", 1));
        json.Item(("level", IpProtoTcp), ("name", TcpKeepIdle), ("int_value", 60));
        json.Item(("level", IpProtoTcp), ("name", TcpKeepInterval), ("int_value", 15));
        json.Item(("level", IpProtoTcp), ("name", TcpKeepCount), ("int_value", 3));
    }

    /// <summary>Closes connections beyond a number.</summary>
    private static void WriteConnectionLimit(Utf8JsonWriter json, string statistics, int max)
    {
        using var limit = json.OpenExtension(
            "envoy.filters.network.connection_limit",
            "envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit");
        json.Set(("stat_prefix", statistics), ("max_connections", max));
    }

    /// <summary>Writes <c>envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy</c>.</summary>
    private static void WriteTcpProxy(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        var route = listener.Routes[0];
        // Unlike in an HTTP route, a weight of 0 is not allowed here.
        var targets = route.Targets.Where(target => target.Weight > 0).ToArray();
        using var proxy = json.OpenExtension("envoy.filters.network.tcp_proxy", "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy");
        json.Set("stat_prefix", EnvoyNames.Statistics(listener.Name));
        RouteActionWriter.WriteTargets(json, targets);
        json.Set("idle_timeout", targets.Max(target => view.Cluster(target.Cluster).IdleTimeout));
        AccessLogWriter.WriteConnections(json, view.Model.Settings);
        json.Set("max_connect_attempts", route.Retry.Attempts + 1);
    }
}
