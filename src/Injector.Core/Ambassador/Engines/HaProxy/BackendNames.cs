using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>The backends that a model needs: one for each cluster, and further ones where routes with other timeouts or retries share a cluster.</summary>
internal sealed class BackendNames
{
    private readonly Dictionary<(string Cluster, TimeSpan? Timeout, RetryPolicy Retry), Backend> _backends = [];

    public BackendNames(AmbassadorModel model)
    {
        var clusters = model.Clusters.ToDictionary(cluster => cluster.Name, StringComparer.Ordinal);
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = ImmutableArray.CreateBuilder<Backend>();
        foreach (var (cluster, route) in Uses(model))
        {
            var key = (cluster, route.Timeout, route.Retry);
            if (!_backends.ContainsKey(key))
            {
                var count = uses[cluster] = uses.GetValueOrDefault(cluster) + 1;

                // No cluster has an underscore in its name.
                var name = count == 1 ? cluster : string.Create(CultureInfo.InvariantCulture, $"{cluster}_{count}");
                all.Add(_backends[key] = new Backend(name, clusters[cluster], route.Timeout, route.Retry));
            }
        }

        All = all.ToImmutable();
    }

    /// <summary>The backends in the order in which routes use them.</summary>
    public ImmutableArray<Backend> All { get; }

    public string NameOf(string cluster, Route route) => _backends[(cluster, route.Timeout, route.Retry)].Name;

    private static IEnumerable<(string Cluster, Route Route)> Uses(AmbassadorModel model) =>
        from listener in model.Listeners
        from route in listener.Routes
        from target in route.Targets
        select (target.Cluster, route);
}
