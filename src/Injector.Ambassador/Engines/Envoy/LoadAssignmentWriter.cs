using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

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
                json.WriteString("hostname", Authority.Of(endpoint.Host, endpoint.Port, cluster.Tls is not null));
            }

            if (cluster.ChecksByName)
            {
                json.WriteStartObject("health_check_config");
                json.WriteString("hostname", Authority.Of(endpoint.Host, endpoint.Port, cluster.Tls is not null));
                json.WriteEndObject();
            }

            json.WriteSocketAddress(Place(endpoint, view.Model.Settings), endpoint.Port);
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

    /// <summary>
    /// The address, or the complete name where there is but one, with a dot, without which the resolver would ask for others first that do not exist: with
    /// <c>ndots:5</c> every name of the cluster is short to it. Of several it finds the one that does, by the search list of the pod. A name of the world that was
    /// written without a dot may be one of the node's own search list.
    /// </summary>
    private static string Place(Endpoint endpoint, EngineSettings settings) =>
        endpoint.Address
        ?? (SearchedNames.Of(endpoint, settings) is [var only] && (endpoint.IsComplete || only.EndsWith($".{settings.ClusterDomain}", StringComparison.Ordinal)) ? $"{only}." : endpoint.Host);
}
