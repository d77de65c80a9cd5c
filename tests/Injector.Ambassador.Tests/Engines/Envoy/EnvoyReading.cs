using System.Text.Json.Nodes;
using Injector.Ambassador.Engines.Envoy;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>Finds the parts of a written configuration: listener 0 is the one for probes, cluster 0 the administration interface.</summary>
internal static class EnvoyReading
{
    public static JsonNode Written(AmbassadorModel model) => JsonNode.Parse(new EnvoyEngine().Write(model))!;

    public static JsonNode Cluster(JsonNode configuration) => configuration["static_resources"]!["clusters"]![1]!;

    public static JsonNode Chain(JsonNode configuration, int listener) =>
        configuration["static_resources"]!["listeners"]![listener]!["filter_chains"]![0]!;

    public static JsonNode ServerContext(AmbassadorModel model) => Chain(Written(model), 1)["transport_socket"]!["typed_config"]!;

    public static JsonNode Manager(JsonNode configuration, int listener) => Chain(configuration, listener)["filters"]!.AsArray()[^1]!["typed_config"]!;

    public static JsonArray Routes(JsonNode configuration, int listener) =>
        Manager(configuration, listener)["route_config"]!["virtual_hosts"]![0]!["routes"]!.AsArray();

    public static string? Removed(AmbassadorModel model) => (string?)Routes(Written(model), 1)[0]!["request_headers_to_remove"]?[0];

    public static string? RetryOn(JsonNode? route) => (string?)route!["route"]!["retry_policy"]!["retry_on"];

    public static string Address(JsonNode configuration, int listener)
    {
        var address = configuration["static_resources"]!["listeners"]![listener]!["address"]!["socket_address"]!;
        return $"{address["address"]}:{address["port_value"]}";
    }
}
