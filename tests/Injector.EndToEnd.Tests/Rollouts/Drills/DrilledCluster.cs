using System.Globalization;
using Injector.EndToEnd.Tests.Charts;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Rollouts.Nodes;
using Injector.Testing.ControlPlane;
using Injector.Testing.Released;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>
/// A cluster in which Helm installs the chart for good: its Deployment's pods run, its Service leads to those that are ready, its account has its rights.
/// </summary>
public sealed class DrilledCluster : IAsyncLifetime
{
    internal const string Ordinary = "drill-ordinary";
    internal const string Required = "drill-required";

    /// <summary>Names a release whose chart and program are drilled in place of the present ones, to compare what they come to.</summary>
    internal const string Variable = "INJECTOR_DRILLED_RELEASE";

    // Addresses of Services are of this machine alone, so that the API server finds what listens there.
    private const string ServiceAddresses = "127.53.0.0/28";
    private const int Places = 6;

    private LocalControlPlane? _controlPlane;
    private LoadBalancer? _balancer;
    private StandInNode? _node;
    private int _port;

    internal static string? Release { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } release ? release : null;

    internal ApiClient Client => ControlPlane.Client;

    internal LocalControlPlane ControlPlane => _controlPlane.ShouldNotBeNull();

    /// <summary>The chart that is drilled.</summary>
    internal static string Chart => Release is null ? ChartTool.Chart : new Release(Release).Chart;

    /// <summary>What every installation and upgrade is given: to wait, where the load balancer listens, and a short drain.</summary>
    internal string[] Values(string limit = "60s") =>
    [
        "--wait", $"--timeout={limit}", "--set", string.Create(CultureInfo.InvariantCulture, $"service.port={_port}"), "--set", "shutdown.drainDelaySeconds=2",
        "--set", "config.connectionAge=2s",
    ];

    internal DrillLoads BeginLoad() => DrillLoads.Start(Client, Ordinary, Required);

    public async Task InitializeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is not null)
        {
            return;
        }

        _controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { ApiServerFlags = [$"--service-cluster-ip-range={ServiceAddresses}"] });
        await ControlPlane.CreateNamespaceAsync(Ordinary);
        await ControlPlane.CreateNamespaceAsync(Required, new Dictionary<string, string> { ["injector.io/injection"] = "required" });
        var ports = FreePorts.Choose((2 * Places) + 1);
        _port = ports[^1];
        var places = Enumerable.Range(0, Places).Select(index => new NodePlace(ports[2 * index], ports[(2 * index) + 1])).ToList();
        _balancer = await LoadBalancer.StartAsync(
            ControlPlane, _port, ["127.0.0.1", .. Enumerable.Range(1, 14).Select(index => string.Create(CultureInfo.InvariantCulture, $"127.53.0.{index}"))],
            places.Select(place => (place.Port, place.AdminPort)));
        _node = await StandInNode.JoinAsync(ControlPlane, HelmRelease.Namespace, places, ProgramOf);
    }

    public async Task DisposeAsync()
    {
        await (_node?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_balancer?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_controlPlane?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static NodeProgram? ProgramOf(string image) => image.Split(':')[^1] switch
    {
        "missing" => null,
        var tag when tag == ReleasedProgram.Release.Version => new NodeProgram(ReleasedProgram.Path, []),
        _ => new NodeProgram(ProgramUnderTest.Server.File, ProgramUnderTest.Server.First),
    };
}
