using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy</c>.</summary>
internal static class TcpProxyWriter
{
    public static void Write(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        var route = listener.Routes[0];
        // Unlike in a route for HTTP, a weight of nothing is not allowed here.
        var targets = route.Targets.Where(target => target.Weight > 0).ToArray();
        json.WriteStartExtension(null, "envoy.filters.network.tcp_proxy", "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy");
        json.WriteString("stat_prefix", EnvoyNames.Statistics(listener.Name));
        if (targets is [var only])
        {
            json.WriteString("cluster", only.Cluster);
        }
        else
        {
            json.WriteStartObject("weighted_clusters");
            RouteActionWriter.WriteWeights(json, targets);
            json.WriteEndObject();
        }

        json.WriteDuration("idle_timeout", targets.Max(target => view.Cluster(target.Cluster).IdleTimeout));
        AccessLogWriter.WriteConnections(json, view.Model.Settings);
        json.WriteNumber("max_connect_attempts", route.Retry.Attempts + 1);
        json.WriteEndExtension();
    }
}
