using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes the port for the kubelet and Prometheus.</summary>
internal static class AdminWriter
{
    /// <summary>Name of its frontend.</summary>
    public const string Frontend = "ambassador.admin";

    public static void Write(ConfigurationText text, AmbassadorModel model, BackendNames backends, ServerAddress addresses)
    {
        text.Section("frontend", Frontend);
        text.Line($"mode http");
        OpenAddress.Write(text, model.Settings.AdminPort, model.Settings);
        ConnectionLimits.WriteKubelet(text);
        ConnectionLimits.WriteTable(text);
        ReadyWriter.WriteFirstRequest(text, model, addresses);
        ReadyWriter.Write(text, backends, addresses);
        text.Line($"http-request use-service prometheus-exporter if {{ path /metrics }}");
        text.Line($"http-request return status 404 content-type text/plain string unknown");
    }
}

/// <summary>Writes the answers until HAProxy knows its servers: until names have been looked up and ports have been tried.</summary>
internal static class ReadyWriter
{
    // A DNS server's first answer arrives within milliseconds. If there is none, readiness does not wait longer than this.
    private const int SecondsForNames = 3;

    /// <summary>
    /// If anything depends on the start time, makes a reloaded HAProxy (recognised by this variable) count as started long ago: probes must not fail whenever a
    /// certificate is renewed. Names are then looked up while the configuration is read and the old process still serves.
    /// </summary>
    public static void WriteStart(ConfigurationText text, AmbassadorModel model, ServerAddress addresses)
    {
        if (!RequestsStart(model, addresses))
        {
            return;
        }

        text.Line($".if defined(HAPROXY_MWORKER_REEXEC)");
        text.Line($"set-var proc.started int(0)");
        text.LineIf(addresses.IsLookedUp(model), $"setenv {ServerAddress.FirstAddress} libc,none");
        text.Line($".endif");
    }

    /// <summary>
    /// Remembers the time of the kubelet's first call, if anything depends on it. By then checks and lookups have started; when the configuration is read they
    /// have not.
    /// </summary>
    public static void WriteFirstRequest(ConfigurationText text, AmbassadorModel model, ServerAddress addresses) =>
        text.LineIf(RequestsStart(model, addresses), $"http-request set-var(proc.started) date unless {{ var(proc.started) -m found }}");

    /// <summary>Writes the answer to <c>/ready</c>.</summary>
    public static void Write(ConfigurationText text, BackendNames backends, ServerAddress addresses)
    {
        var (isWaiting, hasPlaces) = (false, false);
        foreach (var places in backends.ByPlace.Where(places => places[0].Cluster.Endpoints.All(addresses.IsLookedUp)))
        {
            isWaiting = true;
            if (places is [var only])
            {
                text.Line($"acl unknown nbsrv({only.Name}) eq 0");
                continue;
            }

            hasPlaces = true;
            text.Line($"http-request set-var(txn.unknown) bool(true) if {string.Join(' ', places.Select(place => $"{{ nbsrv({place.Name}) eq 0 }}"))}");
        }

        text.LineIf(hasPlaces, $"acl unknown var(txn.unknown) -m found");
        text.LineIf(isWaiting, $"http-request return status 503 content-type text/plain string looking-up if {{ path /ready }} unknown {{ date,sub(proc.started) lt {SecondsForNames} }}");
        text.Line($"http-request return status 200 content-type text/plain string ready if {{ path /ready }}");
    }

    private static bool RequestsStart(AmbassadorModel model, ServerAddress addresses) =>
        model.Probes?.Routes.Any(route => route.Kind is ProbeKind.Tcp) == true || addresses.IsLookedUp(model);
}
