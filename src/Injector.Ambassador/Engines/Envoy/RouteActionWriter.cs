using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.route.v3.RouteAction</c> but for its retry policy.</summary>
internal static class RouteActionWriter
{
    public static void Write(Utf8JsonWriter json, Route route, EnvoyView view)
    {
        if (route.Targets is [var only])
        {
            json.WriteString("cluster", only.Cluster);
        }
        else
        {
            json.WriteStartObject("weighted_clusters");
            WriteWeights(json, route.Targets.AsSpan());
            json.WriteEndObject();
        }

        if (route.HostHeader is { } host)
        {
            json.WriteString("host_rewrite_literal", host);
        }
        else if (route.Targets.Any(target => view.Cluster(target.Cluster).TellsServersTheirNames))
        {
            json.WriteBoolean("auto_host_rewrite", true);
        }

        PathRewriteWriter.Write(json, route);
        // Without a word Envoy takes 15 seconds for all of an answer; nothing is no limit.
        json.WriteDuration("timeout", Timeout(route) ?? TimeSpan.Zero);
        json.WriteDuration("idle_timeout", route.Targets.Max(target => view.Cluster(target.Cluster).IdleTimeout));
        WriteHash(json, route, view);
    }

    /// <summary>Writes targets with their weights, within the object that holds them.</summary>
    public static void WriteWeights(Utf8JsonWriter json, ReadOnlySpan<WeightedCluster> targets)
    {
        json.WriteStartArray("clusters");
        foreach (var target in targets)
        {
            json.WriteStartObject();
            json.WriteString("name", target.Cluster);
            json.WriteNumber("weight", target.Weight);
            if (target.HostHeader is { } host)
            {
                json.WriteString("host_rewrite_literal", host);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The time for one try belongs to a retry policy; where only one try is made, it is the time for all.
    private static TimeSpan? Timeout(Route route) =>
        route.Retry is { Attempts: 0, PerTryTimeout: { } one } && (route.Timeout is null || one < route.Timeout) ? one : route.Timeout;

    private static void WriteHash(Utf8JsonWriter json, Route route, EnvoyView view)
    {
        var headers = route.Targets.Select(target => view.Cluster(target.Cluster).LoadBalancing.HashHeader)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (headers.Length == 0)
        {
            return;
        }

        json.WriteStartArray("hash_policy");
        foreach (var header in headers)
        {
            json.WriteStartObject();
            json.WriteStartObject("header");
            json.WriteString("header_name", header);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
