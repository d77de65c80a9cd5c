using System.Text;
using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.route.v3.RouteAction</c>: where requests go, which headers the server sees, how long it may take, and when another one is tried.
/// </summary>
internal static class RouteActionWriter
{
    // Nothing reached the upstream, so repeating is safe for any method.
    private const string NotReached = "connect-failure,refused-stream";

    // gateway-error is 502, 503 and 504, including Envoy's own answer to a try that took too long; reset is a broken connection.
    private const string Failed = NotReached + ",reset,gateway-error";
    private const int HostSelectionAttempts = 5;

    /// <param name="json">The writer, within a route's action.</param>
    /// <param name="route">The route.</param>
    /// <param name="mayRepeat">Whether a request that may have reached the upstream can be sent again.</param>
    /// <param name="view">The model.</param>
    public static void Write(Utf8JsonWriter json, Route route, bool mayRepeat, EnvoyView view)
    {
        WriteTargets(json, route.Targets.AsSpan());
        if (route.HostHeader is { } host)
        {
            json.Set("host_rewrite_literal", host);
        }
        else if (route.Targets.Any(target => view.Cluster(target.Cluster).TellsServersTheirNames))
        {
            json.Set("auto_host_rewrite", true);
        }

        WritePathRewrite(json, route);

        // Envoy's default for a whole answer is 15 seconds; 0 means no limit.
        json.Set(
            ("timeout", Timeout(route) ?? TimeSpan.Zero),
            ("idle_timeout", route.Targets.Max(target => view.Cluster(target.Cluster).IdleTimeout)));
        WriteHash(json, route, view);
        WriteRetryPolicy(json, route, mayRepeat);
    }

    /// <summary>Writes the only cluster, or those that share the requests by weight.</summary>
    public static void WriteTargets(Utf8JsonWriter json, ReadOnlySpan<WeightedCluster> targets)
    {
        if (targets is [var only])
        {
            json.Set("cluster", only.Cluster);
            return;
        }

        using var clusters = json.Open("weighted_clusters").Array("clusters");
        foreach (var target in targets)
        {
            json.Item(("name", target.Cluster), ("weight", target.Weight), ("host_rewrite_literal", target.HostHeader));
        }
    }

    // The time per try belongs to a retry policy; if there is only one try, it is the time for the whole request.
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

        using var policy = json.OpenArray("hash_policy");
        foreach (var header in headers)
        {
            using var one = json.OpenItem();
            json.Object("header", ("header_name", header));
        }
    }

    /// <summary>
    /// Writes the path rewrite. Envoy replaces the matched prefix literally, which is correct only if neither path is the root: otherwise a slash would be lost
    /// or doubled.
    /// </summary>
    private static void WritePathRewrite(Utf8JsonWriter json, Route route)
    {
        if (route.PathRewrite is not { } rewrite || rewrite == route.Path)
        {
            return;
        }

        if (route.Path != "/" && rewrite == "/")
        {
            using var replaced = json.Open("regex_rewrite");
            json.Object("pattern", ("regex", $"^{Literal(route.Path)}/?"));
            json.Set("substitution", "/");
        }
        else
        {
            json.Set("prefix_rewrite", route.Path == "/" ? rewrite + "/" : rewrite);
        }
    }

    // RE2 accepts a backslash before any punctuation, and nothing else in a path is special.
    private static string Literal(string path)
    {
        var pattern = new StringBuilder(path.Length + 8);
        foreach (var letter in path)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('/' or '-' or '_'))
            {
                pattern.Append('\\');
            }

            pattern.Append(letter);
        }

        return pattern.ToString();
    }

    /// <summary>
    /// Writes <c>envoy.config.route.v3.RetryPolicy</c>; nothing for a single try without its own limit. The time per try is the limit for an answer to begin:
    /// Envoy ignores it once one has (<c>onPerTryTimeout</c> of its router).
    /// </summary>
    private static void WriteRetryPolicy(Utf8JsonWriter json, Route route, bool mayRepeat)
    {
        var retry = route.Retry;
        if (retry.Attempts == 0)
        {
            if (retry.PerTryTimeout is null && route.AnswerTimeout is { } limit)
            {
                json.Object("retry_policy", ("num_retries", 0), ("per_try_timeout", limit));
            }

            return;
        }

        using var policy = json.Open("retry_policy");
        json.Set(("retry_on", mayRepeat ? Failed : NotReached), ("num_retries", retry.Attempts));
        if ((retry.PerTryTimeout ?? route.AnswerTimeout) is { } timeout)
        {
            json.Set("per_try_timeout", timeout);
        }

        json.Object("retry_back_off", ("base_interval", TimeSpan.FromMilliseconds(25)), ("max_interval", TimeSpan.FromMilliseconds(250)));
        using (json.OpenArray("retry_host_predicate"))
        using (json.OpenExtension("envoy.retry_host_predicates.previous_hosts", "envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate"))
        {
            // The predicate has no settings.
        }

        json.Set("host_selection_retry_max_attempts", HostSelectionAttempts);
    }
}
