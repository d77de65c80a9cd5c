using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.cluster.v3.CircuitBreakers</c>. Limits that nobody asked for are lifted, for Envoy has its own of 1024; retries are
/// bound by a budget, which grows with the traffic, rather than by Envoy's three at once.
/// </summary>
internal static class CircuitBreakerWriter
{
    private const double RetryPercent = 20;
    private const int LeastRetries = 3;

    public static void Write(Utf8JsonWriter json, Cluster cluster, EnvoyView view)
    {
        json.WriteStartObject("circuit_breakers");
        json.WriteStartArray("thresholds");
        json.WriteStartObject();
        json.WriteNumber("max_connections", Limit(cluster.CircuitBreaker.MaxConnections));
        json.WriteNumber("max_pending_requests", Limit(cluster.CircuitBreaker.MaxPending));
        json.WriteNumber("max_requests", Limit(view.MaxRequests(cluster)));
        json.WriteStartObject("retry_budget");
        json.WritePercent("budget_percent", RetryPercent);
        json.WriteNumber("min_retry_concurrency", LeastRetries);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static uint Limit(int? asked) => asked is { } limit ? (uint)limit : uint.MaxValue;
}
