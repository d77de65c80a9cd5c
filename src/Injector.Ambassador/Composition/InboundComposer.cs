using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;
using Injector.Ambassador.Reading;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Composition;

/// <summary>Creates listeners and clusters for inbound routes.</summary>
internal sealed class InboundComposer(ProblemList problems)
{
    private readonly ImmutableArray<Cluster>.Builder _clusters = ImmutableArray.CreateBuilder<Cluster>();

    /// <summary>The clusters of one port.</summary>
    private readonly HashSet<Cluster> _alike = new(AlikeClusters.Instance);

    /// <summary>The clusters of all ports so far.</summary>
    public ImmutableArray<Cluster> Clusters => _clusters.ToImmutable();

    /// <summary>Composes a port from its routes.</summary>
    public Listener Compose(ImmutableArray<InboundRoute> written, string name)
    {
        var first = written[0];
        var earlier = _clusters.Count;
        CheckAgreement(written);
        var options = written.Select(route => route.Options).ToArray();
        var routes = RouteOrder.Sort(written.Select(route => ComposeRoute(route, name, earlier)));
        return new Listener
        {
            IdleTimeout = ListenerIdle.Of(_clusters, earlier),
            Name = name,
            Port = first.Port,
            IsInbound = true,
            Protocol = first.Scheme.Protocol,
            Tls = first.Scheme.IsTls ? Tls(options, first.Place) : null,
            ReplacesForwarded = options.Any(option => option.ReplaceForwarded == true),
            Limits = new ListenerLimits(
                options.FirstOrDefault(option => option.MaxConnections is not null)?.MaxConnections,
                options.FirstOrDefault(option => option.MaxRequests is not null)?.MaxRequests,
                options.FirstOrDefault(option => option.Rate is not null)?.Rate),
            Routes = routes,
        };
    }

    private Route ComposeRoute(InboundRoute route, string listener, int earlier)
    {
        var cluster = ClusterOf(route, listener, earlier);
        return new Route
        {
            Host = route.Host,
            Path = route.Path,
            Targets = [new WeightedCluster(cluster.Name, 1)],
            HostHeader = route.Options.Host is "keep" ? null : route.Options.Host,
            PathRewrite = route.Rewrite,
            SetHeaders = route.Headers,
            Timeout = route.Options.Timeout is { Ticks: > 0 } said ? said : null,
        };
    }

    /// <summary>Routes of one port that lead to the same place in the same way share a cluster, so that limits count them together.</summary>
    private Cluster ClusterOf(InboundRoute route, string listener, int earlier)
    {
        var cluster = new Cluster
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{listener}.{_clusters.Count - earlier + 1}"),
            Protocol = route.Scheme.Protocol,
            Endpoints = [new Endpoint("127.0.0.1", route.AppPort, 1, true)],
        };
        cluster = cluster with { ConnectTimeout = route.Options.Connect ?? cluster.ConnectTimeout, IdleTimeout = route.Options.Idle ?? cluster.IdleTimeout };
        if (_clusters.Count == earlier)
        {
            _alike.Clear();
        }

        if (_alike.TryGetValue(cluster, out var known))
        {
            return known;
        }

        _alike.Add(cluster);
        _clusters.Add(cluster);
        return cluster;
    }

    private ServerTls Tls(TrafficOptions[] options, PlacedText place)
    {
        var secret = options.FirstOrDefault(option => option.Certificate is not null)?.Certificate;
        if (secret is null)
        {
            problems.AddAt(place, "ends TLS and has no certificate; add cert=SECRET, with a Secret of type kubernetes.io/tls");
        }

        return new ServerTls(
            CredentialFile.Certificate(secret ?? "").FullPath,
            CredentialFile.PrivateKey(secret ?? "").FullPath,
            options.FirstOrDefault(option => option.ClientCa is not null)?.ClientCa?.FullPath);
    }

    private void CheckAgreement(ImmutableArray<InboundRoute> routes)
    {
        var first = routes[0];
        foreach (var route in routes)
        {
            Check(route, route.Scheme == first.Scheme, $"port {route.Port} is {first.Scheme.Name} elsewhere; one port speaks one thing");
            Check(route, route.AppPort != route.Port, $"port {route.Port} leads to itself: the application listens on it already; take another port for the outside");
            Check(route, route.Scheme.IsHttp || IsBare(route, routes.Length), $"{route.Scheme.Name} knows neither host nor path; write one route, PORT={route.Scheme.Name}://localhost:PORT");
        }

        CheckOne(routes, "cert", option => option.Certificate);
        CheckOne(routes, "clientCa", option => option.ClientCa);
        CheckOne(routes, "forwarded", option => option.ReplaceForwarded);
        CheckOne(routes, "maxConnections", option => option.MaxConnections);
        CheckOne(routes, "maxRequests", option => option.MaxRequests);
        CheckOne(routes, "rate", option => option.Rate);
        foreach (var twice in routes.GroupBy(route => (route.Host, route.Path)).Where(group => group.Count() > 1))
        {
            problems.AddAt(twice.Last().Place, $"another route of port {first.Port} takes {twice.Key.Host ?? "any host"} and {twice.Key.Path}; keep one");
        }
    }

    private static bool IsBare(InboundRoute route, int routes) =>
        routes == 1 && route is { Host: null, Path: "/", Rewrite: null, Headers.IsEmpty: true };

    private void Check(InboundRoute route, bool holds, string rule)
    {
        if (!holds)
        {
            problems.AddAt(route.Place, rule);
        }
    }

    private void CheckOne<T>(ImmutableArray<InboundRoute> routes, string option, Func<TrafficOptions, T?> value)
    {
        var said = routes.Where(route => value(route.Options) is not null).ToArray();
        if (said.Select(route => value(route.Options)).Distinct().Count() > 1)
        {
            problems.AddAt(said[^1].Place, $"option {option} holds for all of port {routes[0].Port}, and another route says something else; write it once");
        }
    }
}
