using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.listener.v3.Listener</c>.</summary>
internal static class ListenerWriter
{
    /// <summary>Bytes buffered in each direction of a connection, instead of Envoy's mebibyte: the container has little memory.</summary>
    public const int BufferBytes = 32 * 1024;

    public static void Write(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        json.WriteStartObject();
        json.WriteString("name", listener.Name);
        if (listener.IsInbound)
        {
            json.WriteOpenAddress(listener.Port, view.Model.Settings.Addresses);
        }
        else
        {
            json.WriteSocketAddress("127.0.0.1", listener.Port);
        }

        json.WriteString("traffic_direction", listener.IsInbound ? "INBOUND" : "OUTBOUND");
        json.WriteNumber("per_connection_buffer_limit_bytes", BufferBytes);
        if (listener.IsInbound)
        {
            WriteKeepAlive(json);
        }

        json.WriteStartArray("filter_chains");
        json.WriteStartObject();
        WriteFilters(json, listener, view);
        if (listener.Tls is { } tls)
        {
            TransportSocketWriter.WriteServer(json, tls, listener.Protocol, view.Secrets);
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>
    /// Has Linux ask clients that are silent whether they are still there, as often as servers: what lies between forgets silent connections. Accepted sockets
    /// take these options from the listening one. The application needs none, at the other end of the pod's own loopback.
    /// </summary>
    private static void WriteKeepAlive(Utf8JsonWriter json)
    {
        const int SolSocket = 1, SoKeepAlive = 9, IpProtoTcp = 6, TcpKeepIdle = 4, TcpKeepInterval = 5, TcpKeepCount = 6;
        json.WriteStartArray("socket_options");
        foreach (var (level, name, value) in new[] { (SolSocket, SoKeepAlive, 1), (IpProtoTcp, TcpKeepIdle, 60), (IpProtoTcp, TcpKeepInterval, 15), (IpProtoTcp, TcpKeepCount, 3) })
        {
            json.WriteStartObject();
            json.WriteNumber("level", level);
            json.WriteNumber("name", name);
            json.WriteNumber("int_value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Closes connections beyond a number.</summary>
    public static void WriteConnectionLimit(Utf8JsonWriter json, string statistics, int most)
    {
        json.WriteStartExtension(
            null,
            "envoy.filters.network.connection_limit",
            "envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit");
        json.WriteString("stat_prefix", statistics);
        json.WriteNumber("max_connections", most);
        json.WriteEndExtension();
    }

    private static void WriteFilters(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        json.WriteStartArray("filters");
        if (listener.Limits.MaxConnections is { } most)
        {
            WriteConnectionLimit(json, EnvoyNames.Statistics(listener.Name), most);
        }

        if (listener.Protocol is TrafficProtocol.Tcp)
        {
            TcpProxyWriter.Write(json, listener, view);
        }
        else
        {
            HttpConnectionManagerWriter.Write(json, listener, view);
        }

        json.WriteEndArray();
    }
}
