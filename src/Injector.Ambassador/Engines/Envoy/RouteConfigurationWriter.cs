using System.Text.Json;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>
/// Writes <c>envoy.config.route.v3.RouteConfiguration</c>. Envoy chooses a virtual host first and stays in it, where the model goes on to the
/// routes for any host: so these stand at the end of every virtual host.
/// </summary>
internal static class RouteConfigurationWriter
{
    private const string AnyHost = "*";

    // No host has an underscore.
    private const string AnyHostName = "any_host";

    public static void Write(Utf8JsonWriter json, Listener listener, EnvoyView view)
    {
        json.WriteStartObject("route_config");
        json.WriteString("name", listener.Name);
        json.WriteBoolean("ignore_port_in_host_matching", true);
        json.WriteStartArray("virtual_hosts");
        foreach (var host in listener.Routes.Select(route => route.Host).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            WriteHost(json, host, listener.Routes.Where(route => route.Host is null || route.Host == host), listener, view);
        }

        var anyHost = listener.Routes.Where(route => route.Host is null).ToArray();
        if (anyHost.Length > 0)
        {
            WriteHost(json, AnyHost, anyHost, listener, view);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, string host, IEnumerable<Route> routes, Listener listener, EnvoyView view)
    {
        json.WriteStartObject();
        json.WriteString("name", host == AnyHost ? AnyHostName : host);
        json.WriteStrings("domains", host);
        json.WriteStartArray("routes");
        foreach (var route in routes)
        {
            RouteWriter.Write(json, route, listener, view);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
