using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>What a model may require and HAProxy 2.6 cannot express.</summary>
internal static class HaProxyLimits
{
    public static IEnumerable<string> Refusals(AmbassadorModel model) =>
    [
        .. model.Clusters.SelectMany(Refusals),
        .. model.Listeners.SelectMany(listener => listener.Routes.SelectMany(route => Refusals(listener, route))),
        .. SharedLimits(model),
    ];

    private static IEnumerable<string> Refusals(Cluster cluster)
    {
        if (cluster.Outlier?.MaxEjectionPercent is not null)
        {
            yield return $"{cluster.Name}: option ejectMax, for HAProxy leaves out every server that fails; remove it, or take engine envoy";
        }

        if (!ServerName.IsClear(cluster))
        {
            yield return $"{cluster.Name}: servers of different names of which two are told the same, for HAProxy has no brackets around addresses of IPv6; write host=NAME, or take engine envoy";
        }

        if (cluster.CircuitBreaker is { MaxPending: not null, MaxConnections: null, MaxRequests: null })
        {
            yield return $"{cluster.Name}: option maxPending alone, for HAProxy lets requests wait only where connections are limited; add maxConnections, or take engine envoy";
        }

        if (cluster.Health is { Kind: HealthCheckKind.Grpc })
        {
            yield return $"{cluster.Name}: option health=grpc, for HAProxy does not speak grpc.health.v1; write health=tcp, or take engine envoy";
        }

        if (cluster.Tls is not { } tls)
        {
            yield break;
        }

        if (tls.SubjectNames.Length > 1)
        {
            yield return $"{cluster.Name}: several names in san, for HAProxy checks one; write one, or take engine envoy";
        }

        // If HAProxy sends an SNI name, it checks the certificate for exactly that name, regardless of verifyhost.
        if (tls is { Sni: { } sni, SubjectNames: [var name] } && name != sni)
        {
            yield return $"{cluster.Name}: a certificate for {name} from a server that is asked for {sni}, for HAProxy checks the name that it asks for; "
                + $"write sni={name}, or take engine envoy";
        }

        if (tls.SubjectNames.Any(Injector.Ambassador.Options.OptionValues.IsAddress))
        {
            yield return $"{cluster.Name}: a certificate for the address {tls.SubjectNames.First(Injector.Ambassador.Options.OptionValues.IsAddress)}, for HAProxy checks DNS names only; write san=NAME, or take engine envoy";
        }
    }

    private static IEnumerable<string> Refusals(Listener listener, Route route)
    {
        if (route.Retry is { PerTryTimeout: { } each, Attempts: var attempts } && route.Timeout is { } timeout && each * (attempts + 1) > timeout)
        {
            yield return $"{listener.Name}: timeout {ConfigurationText.Time(timeout)} with {attempts} retries of {ConfigurationText.Time(each)} each, "
                + $"for HAProxy limits each try and not all together; write timeout={ConfigurationText.Time(each * (attempts + 1))} or more, or take engine envoy";
        }
    }

    private static IEnumerable<string> SharedLimits(AmbassadorModel model) =>
        from uses in new BackendNames(model, new ServerAddress(model.Settings)).ByPlace.Select(places => places[0].Cluster).GroupBy(cluster => cluster.Name)
        where uses.Count() > 1 && uses.First().CircuitBreaker != CircuitBreaker.None
        select $"{uses.Key}: maxConnections, maxPending or maxRequests on servers that routes with different timeouts or retries share, "
            + "for HAProxy counts each kind of route alone; give the routes one timeout and one number of retries, or take engine envoy";
}

/// <summary>Finds upstreams whose short server names may be partly in the cluster and partly external: HAProxy uses only one of the two groups.</summary>
internal static class MixedPlaces
{
    /// <summary>One sentence for each cluster. Names that differ only in their first label are in the same place.</summary>
    public static IEnumerable<string> Warnings(AmbassadorModel model)
    {
        var addresses = new ServerAddress(model.Settings);
        foreach (var cluster in model.Clusters)
        {
            var open = cluster.Endpoints.Where(endpoint => addresses.CountPlaces(endpoint) > 1).DistinctBy(endpoint => Domain(endpoint.Host)).ToArray();
            if (open.Length > 1)
            {
                // The fix comes first because admission warnings are truncated.
                yield return $"upstream {cluster.Name}: write {open[0].Host} and {open[1].Host} with .svc (in the cluster) or a dot (outside) at the end: by short names HAProxy "
                    + "asks the servers in the cluster as soon as one of them is there, and then none outside";
            }
        }
    }

    private static string Domain(string host) => host[(host.IndexOf('.') + 1)..];
}
