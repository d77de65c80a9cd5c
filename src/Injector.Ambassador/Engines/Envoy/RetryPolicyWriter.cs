using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Writes <c>envoy.config.route.v3.RetryPolicy</c>.</summary>
internal static class RetryPolicyWriter
{
    // Nothing reached the upstream: repeating is safe whatever the method.
    private const string NotReached = "connect-failure,refused-stream";

    // gateway-error is 502, 503 and 504, among them Envoy's own answer to a try that took too long; reset is a connection that broke.
    private const string Failed = NotReached + ",reset,gateway-error";
    private const int HostSelectionAttempts = 5;

    /// <summary>
    /// Writes the policy; nothing for a single try without a limit of its own. The time for one try is the limit for an answer to begin: Envoy takes no notice of
    /// it once one has (<c>onPerTryTimeout</c> of its router).
    /// </summary>
    /// <param name="json">The writer, within a route's action.</param>
    /// <param name="route">The route.</param>
    /// <param name="mayRepeat">Whether a request that may have reached the upstream can be sent again.</param>
    public static void Write(Utf8JsonWriter json, Route route, bool mayRepeat)
    {
        var retry = route.Retry;
        if (retry.Attempts == 0)
        {
            if (retry.PerTryTimeout is null && route.AnswerTimeout is { } limit)
            {
                json.WriteStartObject("retry_policy");
                json.WriteNumber("num_retries", 0);
                json.WriteDuration("per_try_timeout", limit);
                json.WriteEndObject();
            }

            return;
        }

        json.WriteStartObject("retry_policy");
        json.WriteString("retry_on", mayRepeat ? Failed : NotReached);
        json.WriteNumber("num_retries", retry.Attempts);
        if ((retry.PerTryTimeout ?? route.AnswerTimeout) is { } timeout)
        {
            json.WriteDuration("per_try_timeout", timeout);
        }

        json.WriteStartObject("retry_back_off");
        json.WriteDuration("base_interval", TimeSpan.FromMilliseconds(25));
        json.WriteDuration("max_interval", TimeSpan.FromMilliseconds(250));
        json.WriteEndObject();
        json.WriteStartArray("retry_host_predicate");
        json.WriteExtension(
            "envoy.retry_host_predicates.previous_hosts",
            "envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate");
        json.WriteEndArray();
        json.WriteNumber("host_selection_retry_max_attempts", HostSelectionAttempts);
        json.WriteEndObject();
    }
}
