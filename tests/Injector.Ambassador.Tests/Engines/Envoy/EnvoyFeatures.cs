using System.Collections.Immutable;
using Injector.Ambassador.Composition;
using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>Everything that a model can ask, each as a change of a model that does not.</summary>
internal static class EnvoyFeatures
{
    private const string Folder = EnvoyModels.Certificates;

    public static ImmutableArray<EnvoyFeature> All { get; } =
    [
        Cluster("least-request", cluster => cluster with { LoadBalancing = new(LoadBalancingKind.LeastRequest, null) }),
        Cluster("random", cluster => cluster with { LoadBalancing = new(LoadBalancingKind.Random, null) }),
        Cluster("hash-header", cluster => cluster with { LoadBalancing = new(LoadBalancingKind.Hash, "x-user") }, EnvoyFeature.Http),
        Cluster("hash-path", cluster => cluster with { LoadBalancing = new(LoadBalancingKind.Hash, ":path") }, EnvoyFeature.Http),
        Cluster("two-servers", cluster => cluster with { Endpoints = [.. cluster.Endpoints, new Endpoint("b.example.com", 81, 1, false)] }),
        Cluster("weighted-servers", cluster => cluster with { Endpoints = [.. cluster.Endpoints, new Endpoint("c.example.com", 82, 7, false)] }),
        Cluster("addresses", cluster => cluster with { Endpoints = [new("10.0.0.1", 80, 1, true), new("fd00::1", 80, 1, true)] }),
        Cluster("timeouts", cluster => cluster with { ConnectTimeout = TimeSpan.FromMilliseconds(1), IdleTimeout = TimeSpan.FromSeconds(90) }),
        Cluster("circuit-breaker", cluster => cluster with { CircuitBreaker = new CircuitBreaker(1, 1_000_000, 7) }),
        Cluster("outlier", cluster => cluster with { Outlier = new OutlierDetection(5, TimeSpan.FromSeconds(30), null) }),
        Cluster("outlier-limited", cluster => cluster with { Outlier = new OutlierDetection(1, TimeSpan.FromHours(1), 50) }),
        Cluster("health-tcp", cluster => cluster with { Health = Health(HealthCheckKind.Tcp) }),
        Cluster("health-http", cluster => cluster with { Health = Health(HealthCheckKind.Http) }, EnvoyFeature.Http),
        Cluster("health-by-name", cluster => cluster with { Health = Health(HealthCheckKind.Http) with { Host = null } }, EnvoyFeature.Http),
        Cluster("health-grpc", cluster => cluster with { Health = Health(HealthCheckKind.Grpc) }, EnvoyFeature.Http2),
        Cluster("tls", cluster => cluster with { Tls = new ClientTls { Sni = "orders.shop", CaFile = null, SubjectNames = ["orders.shop"] } }),
        Cluster("mutual-tls", cluster => cluster with { Tls = MutualTls }),
        Route("host-header", route => route with { HostHeader = "orders.example.com" }),
        Route("path", route => route with { Path = "/api/v1.0" }),
        Route("path-rewrite", route => route with { PathRewrite = "/v2" }),
        Route("path-to-root", route => route with { Path = "/a+b", PathRewrite = "/" }),
        Route("headers", route => route with { SetHeaders = [KeyValuePair.Create("x-a", "1"), KeyValuePair.Create("x-b", "")] }),
        Route("timeout", route => route with { Timeout = TimeSpan.FromSeconds(2.5) }),
        new("ipv6", model => model with { Settings = model.Settings with { Addresses = AddressFamilies.IPv6 } }, _ => true),
        new("dual", model => model with { Settings = model.Settings with { Addresses = AddressFamilies.Dual } }, _ => true),
        new("retries", model => model.WithRoute(route => route with { Retry = new RetryPolicy(3, null, false) }), _ => true),
        Route("retries-of-any-method", route => route with { Retry = new RetryPolicy(10, TimeSpan.FromMilliseconds(250), true) }),
        Route("per-try-timeout", route => route with { Retry = new RetryPolicy(2, TimeSpan.FromSeconds(1), false) }),
        Route("one-try-timeout", route => route with { Retry = new RetryPolicy(0, TimeSpan.FromSeconds(1), false) }),
        new("split", Split, _ => true),
        new("split-hosts", SplitHosts, EnvoyFeature.Http),
        Cluster("own-names", cluster => cluster with { TellsServersTheirNames = true, Endpoints = [.. cluster.Endpoints, new Endpoint("e.example.com", 81, 1, false)] }, EnvoyFeature.Http),
        new("hosts", Hosts, EnvoyFeature.Http),
        Listener("server-tls", listener => listener with { Tls = new ServerTls(Folder + "tls.crt", Folder + "tls.crt.key", null) }),
        Listener("server-mutual-tls", listener => listener with { Tls = new ServerTls(Folder + "tls.crt", Folder + "tls.crt.key", Folder + "ca.crt") }),
        Listener("connection-limit", listener => listener with { Limits = listener.Limits with { MaxConnections = 100 } }),
        new("probes", Probes, _ => true),
        Listener("rate-limit", listener => listener with { Limits = listener.Limits with { RequestsPerSecond = 50 } }, EnvoyFeature.Http),
    ];

    private static AmbassadorModel Probes(AmbassadorModel model)
    {
        ImmutableArray<ProbeRequest> asks =
            [new(ProbeKind.Http, 8080, "/"), new(ProbeKind.Http, 8080, "/healthz"), new(ProbeKind.Tcp, 8080, ""), new(ProbeKind.Grpc, 9090, "")];
        return model with { Probes = ProbeComposer.Listener(asks, 19021), Clusters = [.. model.Clusters, .. ProbeComposer.Clusters(asks)] };
    }

    private static ClientTls MutualTls => new()
    {
        Sni = null,
        CaFile = Folder + "ca.crt",
        SubjectNames = ["a.example.com", "10.0.0.1", "fd00::1"],
        CertificateFile = Folder + "tls.crt",
        KeyFile = Folder + "tls.crt.key",
    };

    private static HealthCheck Health(HealthCheckKind kind) => new(
        kind,
        kind is HealthCheckKind.Http ? "/healthz" : null,
        kind is HealthCheckKind.Http ? "orders.shop" : null,
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(2),
        3,
        2);

    private static EnvoyFeature Cluster(string name, Func<Cluster, Cluster> change, Func<AmbassadorModel, bool>? fits = null) =>
        new(name, model => model.WithCluster(change), fits ?? (_ => true));

    private static EnvoyFeature Route(string name, Func<Route, Route> change) => new(name, model => model.WithRoute(change), EnvoyFeature.Http);

    private static EnvoyFeature Listener(string name, Func<Listener, Listener> change, Func<AmbassadorModel, bool>? fits = null) =>
        new(name, model => model.WithListener(change), fits ?? (_ => true));

    private static AmbassadorModel Split(AmbassadorModel model)
    {
        var second = model.Clusters[0] with { Name = "orders.2" };
        return (model with { Clusters = [.. model.Clusters, second] }).WithRoute(
            route => route with { Targets = [new(route.Targets[0].Cluster, 9), new("orders.2", 1), new("orders.2", 0)] });
    }

    private static AmbassadorModel SplitHosts(AmbassadorModel model) =>
        (model with { Clusters = [.. model.Clusters, model.Clusters[0] with { Name = "orders.3" }] }).WithRoute(
            route => route with { Targets = [.. route.Targets, new("orders.3", 5, "c.example.com"), new("orders.3", 4, "d.example.com")] });

    private static AmbassadorModel Hosts(AmbassadorModel model) => model.WithListener(listener => listener with
    {
        Routes =
        [
            listener.Routes[0] with { Host = "a.example.com", Path = "/long", PathRewrite = null },
            listener.Routes[0] with { Host = "a.example.com", Path = "/l", PathRewrite = null },
            listener.Routes[0] with { Host = "b.example.com", PathRewrite = null },
            .. listener.Routes,
        ],
    });
}
