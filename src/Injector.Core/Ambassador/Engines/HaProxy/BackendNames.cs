using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>The backends that a model needs: one for each cluster, and further ones where routes with other timeouts or retries share a cluster.</summary>
internal sealed class BackendNames
{
    private readonly Dictionary<(string Cluster, TimeSpan? Timeout, TimeSpan? AnswerTimeout, RetryPolicy Retry), Backend> _backends = [];

    public BackendNames(AmbassadorModel model)
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

                // No cluster has an underscore in its name.
                var name = count == 1 ? cluster : string.Create(CultureInfo.InvariantCulture, $"{cluster}_{count}");
                all.Add(_backends[key] = new Backend(name, clusters[cluster], route.Timeout, route.AnswerTimeout, route.Retry));
                if (clusters[cluster] is { Outlier: not null } watched)
                {
                    all.Add(_backends[key] with { Name = LastResort(name), Cluster = watched with { Outlier = null, Health = null }, IsLastResort = true });
                }
            }
        }

        All = all.ToImmutable();
    }

    /// <summary>The backends in the order in which routes use them.</summary>
    public ImmutableArray<Backend> All { get; }

    public string NameOf(string cluster, Route route) => _backends[Key(cluster, route)].Name;

    /// <summary>The backend to take while that of the cluster has left out all its servers; <see langword="null"/> where it leaves out none.</summary>
    public string? LastResortOf(string cluster, Route route) => _backends[Key(cluster, route)] is { Cluster.Outlier: not null } backend ? LastResort(backend.Name) : null;

    private static string LastResort(string name) => $"{name}_all";

    private static (string Cluster, TimeSpan? Timeout, TimeSpan? AnswerTimeout, RetryPolicy Retry) Key(string cluster, Route route) =>
        (cluster, route.Timeout, route.AnswerTimeout, route.Retry);

    private static IEnumerable<(string Cluster, Route Route)> Uses(AmbassadorModel model) =>
        from listener in model.Listeners
        from route in listener.Routes
        from target in route.Targets
        select (target.Cluster, route);
}
