using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>
/// The backends that a model needs: one for each cluster, and more if routes with different timeouts or retries share a cluster. A backend balances over all
/// its servers that have an address, so each place in which a short name may be found has its own backend (<see cref="SearchedNames"/>): a pod's search list
/// takes the first name that exists, and no request may go to an unrelated server of the same name.
/// </summary>
internal sealed class BackendNames
{
    private readonly Dictionary<(string Cluster, TimeSpan? Timeout, TimeSpan? AnswerTimeout, RetryPolicy Retry), ImmutableArray<Backend>> _backends = [];

    public BackendNames(AmbassadorModel model, ServerAddress addresses)
    {
        var clusters = model.Clusters.ToDictionary(cluster => cluster.Name, StringComparer.Ordinal);
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = ImmutableArray.CreateBuilder<Backend>();
        foreach (var (cluster, route) in Uses(model))
        {
            var key = Key(cluster, route);
            if (!_backends.ContainsKey(key))
            {
                var count = uses[cluster] = uses.GetValueOrDefault(cluster) + 1;

                // No cluster name contains an underscore.
                var name = count == 1 ? cluster : string.Create(CultureInfo.InvariantCulture, $"{cluster}_{count}");
                var backend = new Backend(name, clusters[cluster], route.Timeout, route.AnswerTimeout, route.Retry);
                all.AddRange(_backends[key] = [.. Places(backend, addresses).SelectMany(place => Companions(place, addresses))]);
            }
        }

        All = all.ToImmutable();
    }

    /// <summary>The backends in the order in which routes use them.</summary>
    public ImmutableArray<Backend> All { get; }

    /// <summary>The backends for the possible places of one cluster, grouped; a single one if its names are unambiguous.</summary>
    public IEnumerable<Backend[]> ByPlace => All.Where(IsPlace).GroupBy(backend => (backend.Cluster.Name, backend.Timeout, backend.AnswerTimeout, backend.Retry), (_, places) => places.ToArray());

    public string NameOf(string cluster, Route route) => _backends[Key(cluster, route)][0].Name;

    /// <summary>The candidate backends for a request to a cluster; the first whose condition holds is used.</summary>
    public IEnumerable<BackendChoice> Choices(string cluster, Route route)
    {
        var group = _backends[Key(cluster, route)];
        foreach (var place in group.Where(IsPlace))
        {
            var exists = place.PlacesBehind > 0 ? $"{{ nbsrv({Witness(place, group)}) gt 0 }}" : "";
            if (place.Cluster.Outlier is not null)
            {
                // Failing servers are better than none, which would mean nothing but 503 for the application: Envoy's panic threshold.
                yield return new BackendChoice(LastResort(place.Name), $"{exists} {{ nbsrv({place.Name}) eq 0 }}".TrimStart());
            }

            yield return new BackendChoice(place.Name, exists);
        }
    }

    private static bool IsPlace(Backend backend) => backend is { IsLastResort: false, IsForNames: false };

    private static IEnumerable<Backend> Places(Backend backend, ServerAddress addresses)
    {
        var most = backend.Cluster.Endpoints.Max(addresses.CountPlaces);
        return Enumerable.Range(0, most).Select(place => backend with
        {
            Name = place == 0 ? backend.Name : place == most - 1 ? $"{backend.Name}_world" : $"{backend.Name}_cluster",
            PlacesBehind = most - 1 - place,
        });
    }

    private static IEnumerable<Backend> Companions(Backend place, ServerAddress addresses)
    {
        yield return place;
        var cluster = place.Cluster;
        if (cluster.Outlier is not null)
        {
            yield return place with { Name = LastResort(place.Name), Cluster = cluster with { Outlier = null, Health = null }, IsLastResort = true };
        }

        // A server that a check marks down still has an address, and servers with fixed addresses have one whatever happens to the name: neither may decide.
        ImmutableArray<Endpoint> open = [.. cluster.Endpoints.Where(endpoint => addresses.CountPlaces(endpoint) > 1)];
        var isChecked = cluster is { Health: not null, Outlier: null };
        if (place.PlacesBehind > 0 && (isChecked || open.Length < cluster.Endpoints.Length))
        {
            yield return place with { Name = $"{place.Name}_names", Cluster = new Cluster { Name = cluster.Name, Protocol = TrafficProtocol.Tcp, Endpoints = open }, IsForNames = true };
        }
    }

    /// <summary>The backend whose servers count as up as long as DNS knows them.</summary>
    private static string Witness(Backend place, ImmutableArray<Backend> group) =>
        (group.FirstOrDefault(other => other.PlacesBehind == place.PlacesBehind && other.IsForNames)
            ?? group.FirstOrDefault(other => other.PlacesBehind == place.PlacesBehind && other.IsLastResort)
            ?? place).Name;

    private static string LastResort(string name) => $"{name}_all";

    private static (string Cluster, TimeSpan? Timeout, TimeSpan? AnswerTimeout, RetryPolicy Retry) Key(string cluster, Route route) =>
        (cluster, route.Timeout, route.AnswerTimeout, route.Retry);

    private static IEnumerable<(string Cluster, Route Route)> Uses(AmbassadorModel model) =>
        from listener in model.Listeners
        from route in listener.Routes
        from target in route.Targets
        select (target.Cluster, route);
}
