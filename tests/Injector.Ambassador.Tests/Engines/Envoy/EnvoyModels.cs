using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>Models to begin with: one listener, one route, one cluster.</summary>
internal static class EnvoyModels
{
    /// <summary>Folder of the certificates in the models.</summary>
    public const string Certificates = "/etc/ambassador-tls/secret/own/";

    public static AmbassadorModel Http { get; } = Outbound(TrafficProtocol.Http);

    public static AmbassadorModel Http2 { get; } = Outbound(TrafficProtocol.Http2);

    public static AmbassadorModel Tcp { get; } = Outbound(TrafficProtocol.Tcp);

    public static AmbassadorModel Inbound { get; } = new()
    {
        Settings = Settings,
        Listeners =
        [
            new Listener
            {
                Name = "in.8443",
                Port = 8443,
                IsInbound = true,
                Protocol = TrafficProtocol.Http,
                Routes = [new Route { Targets = [new WeightedCluster("in.8443.1", 1)] }],
            },
        ],
        Clusters = [new Cluster { Name = "in.8443.1", Protocol = TrafficProtocol.Http, Endpoints = [new Endpoint("127.0.0.1", 8080, 1, true)] }],
    };

    public static EngineSettings Settings => new(19001, 4096, 256 * 1024 * 1024, 2, null);

    /// <summary>The same model with its first listener changed.</summary>
    public static AmbassadorModel WithListener(this AmbassadorModel model, Func<Listener, Listener> change) =>
        model with { Listeners = [change(model.Listeners[0]), .. model.Listeners[1..]] };

    /// <summary>The same model with every route of its first listener changed.</summary>
    public static AmbassadorModel WithRoute(this AmbassadorModel model, Func<Route, Route> change) =>
        model.WithListener(listener => listener with { Routes = [.. listener.Routes.Select(change)] });

    /// <summary>The same model with every cluster changed.</summary>
    public static AmbassadorModel WithCluster(this AmbassadorModel model, Func<Cluster, Cluster> change) =>
        model with { Clusters = [.. model.Clusters.Select(change)] };

    /// <summary>The same model for another version of the engine.</summary>
    public static AmbassadorModel For(this AmbassadorModel model, string version) =>
        model with { Settings = model.Settings with { Version = Version.Parse(version) } };

    private static AmbassadorModel Outbound(TrafficProtocol protocol) => new()
    {
        Settings = Settings,
        Listeners =
        [
            new Listener
            {
                Name = "out.orders",
                Port = 19100,
                IsInbound = false,
                Protocol = protocol,
                Routes = [new Route { Targets = [new WeightedCluster("orders", 1)] }],
            },
        ],
        Clusters = [new Cluster { Name = "orders", Protocol = protocol, Endpoints = [new Endpoint("orders.shop.svc", 8080, 1, false)] }],
    };
}
