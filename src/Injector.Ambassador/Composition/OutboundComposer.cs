using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Reading;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Composition;

/// <summary>Creates listeners and clusters for upstreams.</summary>
internal sealed class OutboundComposer(ProblemList problems)
{
    private const int DefaultRetries = 2;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    private readonly ImmutableArray<Cluster>.Builder _clusters = ImmutableArray.CreateBuilder<Cluster>();

    /// <summary>The clusters of one upstream.</summary>
    private readonly HashSet<Cluster> _alike = new(AlikeClusters.Instance);

    /// <summary>The clusters of all upstreams so far.</summary>
    public ImmutableArray<Cluster> Clusters => _clusters.ToImmutable();

    public Listener Compose(Upstream upstream, string name, int port)
    {
        CheckTcp(upstream);
        var first = _clusters.Count;
        var routes = upstream.Routes.Select(route => ComposeRoute(upstream, route, first)).ToImmutableArray();
        var schemes = upstream.Routes.SelectMany(route => route.Targets).Select(target => target.Address.Scheme.Protocol).ToHashSet();
        return new Listener
        {
            IdleTimeout = ListenerIdle.Of(_clusters, first),
            Name = name,
            Port = port,
            IsInbound = false,
            Protocol = schemes.Count == 1 ? schemes.Single() : TrafficProtocol.Http,
            Routes = RouteOrder.Sort(routes),
        };
    }

    private Route ComposeRoute(Upstream upstream, UpstreamRoute route, int first)
    {
        var hosts = route.Targets.Select(HostHeader).Distinct().ToArray();
        var targets = ImmutableArray.CreateBuilder<WeightedCluster>();
        foreach (var target in route.Targets)
        {
            targets.Add(new WeightedCluster(ClusterOf(upstream, target, first), target.Weight, hosts.Length > 1 ? HostHeader(target) : null));
        }

        var options = route.Options;
        var scheme = route.Targets[0].Address.Scheme;
        var usual = options.Timeout is null && scheme.IsHttp && !scheme.IsGrpc ? DefaultTimeout : (TimeSpan?)null;
        var timeout = options.Timeout is { Ticks: > 0 } said ? said : (TimeSpan?)null;
        foreach (var each in route.Targets.Select(target => target.Options).Distinct())
        {
            OptionCombinations.Check(each, timeout, upstream.Place, problems);
        }

        return new Route
        {
            Path = route.Path,
            Targets = targets.ToImmutable(),
            HostHeader = hosts.Length == 1 ? hosts[0] : null,
            PathRewrite = route.Rewrite,
            SetHeaders = route.Headers,
            Timeout = timeout,
            AnswerTimeout = usual,
            Retry = new RetryPolicy(options.Retries ?? DefaultRetries, options.PerTry is { Ticks: > 0 } perTry ? perTry : null, options.RetryAnyMethod ?? false),
        };
    }

    /// <summary>Targets that differ only in weight share a cluster, and with it connections and knowledge of the servers.</summary>
    private string ClusterOf(Upstream upstream, UpstreamTarget target, int first)
    {
        var index = _clusters.Count - first;
        var name = index == 0 ? upstream.Name : string.Create(CultureInfo.InvariantCulture, $"{upstream.Name}.{index + 1}");
        var cluster = ClusterComposer.Compose(name, target, upstream.Place, problems);
        if (index == 0)
        {
            _alike.Clear();
        }

        if (_alike.TryGetValue(cluster, out var known))
        {
            return known.Name;
        }

        _alike.Add(cluster);
        _clusters.Add(cluster);
        return cluster.Name;
    }

    /// <summary>The application requests 127.0.0.1, but a server with many names must receive its own.</summary>
    private static string? HostHeader(UpstreamTarget target) => target.Options.Host switch
    {
        _ when !target.Address.Scheme.IsHttp || ClusterComposer.HasManyNames(target) => null,
        "keep" => null,
        { } host => host,
        null => ClusterComposer.AuthorityOf(target),
    };

    private void CheckTcp(Upstream upstream)
    {
        var schemes = upstream.Routes.SelectMany(route => route.Targets).Select(target => target.Address.Scheme).ToArray();
        if (schemes.All(scheme => scheme.IsHttp))
        {
            return;
        }

        if (schemes.Any(scheme => scheme.IsHttp))
        {
            problems.AddAt(upstream.Place, "has targets with and without HTTP behind one port; make two upstreams of it");
        }

        if (upstream.Routes is not [{ Path: "/", Rewrite: null, Headers.IsEmpty: true }])
        {
            problems.AddAt(upstream.Place, "has routes, headers or a rewrite, and tcp and tls know neither path nor header; write url alone, or one route for / with split");
        }
    }
}
