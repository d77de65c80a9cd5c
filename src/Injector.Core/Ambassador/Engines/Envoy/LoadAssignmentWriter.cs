using System.Text.Json;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.endpoint.v3.ClusterLoadAssignment</c>.</summary>
internal static class LoadAssignmentWriter
{
    public static void Write(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        var isWeighted = cluster.Endpoints.Any(endpoint => endpoint.Weight != cluster.Endpoints[0].Weight);
        json.WriteStartObject("load_assignment");
        json.WriteString("cluster_name", cluster.Name);
        json.WriteStartArray("endpoints");
        json.WriteStartObject();
        json.WriteStartArray("lb_endpoints");
        foreach (var endpoint in cluster.Endpoints)
        {
            json.WriteStartObject();
            json.WriteStartObject("endpoint");
            if (cluster.TellsServersTheirNames)
            {
                json.WriteString("hostname", endpoint.Host);
            }

            if (cluster.ChecksByName)
            {
                json.WriteStartObject("health_check_config");
                json.WriteString("hostname", endpoint.Host);
                json.WriteEndObject();
            }

            json.WriteSocketAddress(Whole(endpoint, view.Model.Settings.ClusterDomain), endpoint.Port);
            json.WriteEndObject();
            if (isWeighted)
            {
                json.WriteNumber("load_balancing_weight", endpoint.Weight);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The resolver would find the whole name too, but only after it has asked for others that do not exist.
    private static string Whole(Endpoint endpoint, string clusterDomain) =>
        !endpoint.IsAddress && endpoint.Host.EndsWith(".svc", StringComparison.Ordinal) ? $"{endpoint.Host}.{clusterDomain}" : endpoint.Host;
}
