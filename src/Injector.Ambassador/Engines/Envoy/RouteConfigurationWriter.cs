using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.route.v3.RouteConfiguration</c>. Envoy chooses a virtual host first and never leaves it, while the model falls back to the routes for
/// any host: so these are repeated at the end of every virtual host.
/// </summary>
internal static class RouteConfigurationWriter
{
    private const string AnyHost = "*";

    // No host contains an underscore.
    private const string AnyHostName = "any_host";

    // RFC 9110 section 9.2.2: safe methods, PUT and DELETE.
    private const string RepeatableMethods = "GET|HEAD|OPTIONS|TRACE|PUT|DELETE";

    // Envoy can remove headers only by exact name. It sets x-forwarded-proto itself, whatever the client sends.
    private static readonly string[] Replaced =
        ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-scheme", "x-forwarded-server", "x-forwarded-ssl", "x-forwarded-user", "x-real-ip"];

    public static void Write(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        using var configuration = json.Open("route_config");
        json.Set(("name", listener.Name), ("ignore_port_in_host_matching", true));
        using var hosts = json.OpenArray("virtual_hosts");
        foreach (var host in listener.Routes.Select(route => route.Host).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            WriteHost(json, host, listener.Routes.Where(route => route.Host is null || route.Host == host), listener, view);
        }

        var anyHost = listener.Routes.Where(route => route.Host is null).ToArray();
        if (anyHost.Length > 0)
        {
            WriteHost(json, AnyHost, anyHost, listener, view);
        }
    }

    /// <summary>Opens the routes of a port that accepts any host.</summary>
    public static EnvoyJson.Opened OpenRoutes(Utf8JsonWriter json, string name, string hostName)
    {
        var configuration = json.Open("route_config");
        json.Set("name", name);
        var host = configuration.Array("virtual_hosts").Object();
        json.Set("name", hostName);
        json.Texts("domains", AnyHost);
        return host.Array("routes");
    }

    /// <summary>Writes a match of one path and one method.</summary>
    public static void WriteMatch(Utf8JsonWriter json, string path, string method)
    {
        using var match = json.Open("match");
        json.Set("path", path);
        using var header = json.Open("headers[]");
        json.Set("name", ":method");
        json.Object("string_match", ("exact", method));
    }

    private static void WriteHost(Utf8JsonWriter json, string host, IEnumerable<Route> routes, Listener listener, EnvoyView view)
    {
        using var written = json.OpenItem();
        json.Set("name", host == AnyHost ? AnyHostName : host);
        json.Texts("domains", host);
        using var all = json.OpenArray("routes");
        foreach (var route in routes)
        {
            // A retry policy cannot depend on the method, so if retries do, there are two routes.
            if (route.Retry is { Attempts: > 0, AnyMethod: false })
            {
                WriteRoute(json, route, listener, view, onlyRepeatable: true, mayRepeat: true);
                WriteRoute(json, route, listener, view, onlyRepeatable: false, mayRepeat: false);
            }
            else
            {
                WriteRoute(json, route, listener, view, onlyRepeatable: false, mayRepeat: true);
            }
        }
    }

    private static void WriteRoute(Utf8JsonWriter json, Route route, Listener listener, EnvoyView view, bool onlyRepeatable, bool mayRepeat)
    {
        using var written = json.OpenItem();
        WriteMatch(json, route, onlyRepeatable);
        using (json.Open("route"))
        {
            RouteActionWriter.Write(json, route, mayRepeat, view);
        }

        WriteHeaders(json, route, listener);
        if (listener.ReplacesForwarded)
        {
            json.Texts("request_headers_to_remove", Replaced);
        }
        else if (!listener.IsInbound && route.Targets.All(target => view.Cluster(target.Cluster).Tls is not null))
        {
            // Envoy reports that the application used plain HTTP; a server that trusts this would redirect to TLS endlessly.
            json.Texts("request_headers_to_remove", "x-forwarded-proto");
        }
    }

    private static void WriteMatch(Utf8JsonWriter json, Route route, bool onlyRepeatable)
    {
        using var match = json.Open("match");

        // Matches whole segments, so /api does not match /apis; only the root cannot be written this way.
        json.Set(route.Path == "/" ? "prefix" : "path_separated_prefix", route.Path);
        if (onlyRepeatable)
        {
            using var header = json.Open("headers[]");
            json.Set("name", ":method");
            using var method = json.Open("string_match");
            json.Object("safe_regex", ("regex", RepeatableMethods));
        }
    }

    private static void WriteHeaders(Utf8JsonWriter json, Route route, Listener listener)
    {
        // Envoy removes headers before it adds any, so only these values remain.
        var headers = listener.ReplacesForwarded ? route.SetHeaders.Insert(0, new("x-forwarded-for", "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%")) : route.SetHeaders;
        if (headers.IsEmpty)
        {
            return;
        }

        using var all = json.OpenArray("request_headers_to_add");
        foreach (var (name, value) in headers)
        {
            using var header = json.OpenItem();
            json.Object("header", ("key", name), ("value", value));
            json.Set(("append_action", "OVERWRITE_IF_EXISTS_OR_ADD"), ("keep_empty_value", true));
        }
    }
}
