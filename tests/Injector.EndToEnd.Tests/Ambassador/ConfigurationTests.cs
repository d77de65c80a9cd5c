using System.Diagnostics;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>HAProxy's own check of what every feature leads to, alone and with others.</summary>
public sealed class ConfigurationTests
{
    private const string Tls = "ca=secret/ca&sni=pay.example.com";

    public static TheoryData<string, string> Outbound { get; } = Pairs(
        ["http://127.0.0.1:1", "http://127.0.0.1:1|[::1]:2*5", "https://127.0.0.1:1?" + Tls, "h2c://127.0.0.1:1", "grpc://127.0.0.1:1", "grpcs://127.0.0.1:1?" + Tls],
        [
            "lb=least_request", "lb=random", "lb=hash:x-user", "lb=hash::path", "timeout=90ms", "retries=0", "retries=10&retryMethods=all", "perTry=1s&timeout=10s",
            "maxConnections=1&maxPending=1&maxRequests=1", "health=/a.b/c~d&healthInterval=1s", "health=tcp", "host=keep",
            "host=a.example:8080", "connect=1ms&idle=24h", "health=/x&lb=least_request&maxConnections=7&retries=1",
        ]);

    public static TheoryData<string, string> Outliers { get; } = Pairs(
        ["http://127.0.0.1:1|[::1]:2*5", "https://127.0.0.1:1|127.0.0.1:2?" + Tls, "grpc://127.0.0.1:1|127.0.0.1:2", "tcp://127.0.0.1:1|127.0.0.1:2", "http://localhost:1|127.0.0.1:2"],
        ["outlier=1&ejectFor=1m30s", "outlier=3&health=tcp&lb=least_request&maxConnections=7&retries=1"]);

    public static TheoryData<string, string> Bytes { get; } = Pairs(
        ["tcp://127.0.0.1:1|127.0.0.1:2", "tls://127.0.0.1:1?" + Tls, "tls://127.0.0.1:1?cert=own&" + Tls, "tls://127.0.0.1:1?san=a.example"],
        ["lb=least_request", "lb=random", "retries=0", "maxConnections=5&maxPending=5", "health=tcp&unhealthyAfter=1", "idle=1h&connect=2s"]);

    public static TheoryData<string> Inbound { get; } =
    [
        "8443=http://localhost:8080", "8443=https://localhost:8080?cert=own", "8443=grpc://localhost:8080", "8443=grpcs://localhost:8080?cert=own",
        "8443=tcp://localhost:8080?maxConnections=5", "8443=tls://localhost:8080?cert=own&clientCa=configmap/ca",
        "8443=https://localhost:8080?cert=own&rate=5&maxRequests=6&maxConnections=7&timeout=1s&connect=2s&idle=3s&host=a.example",
        "a.example:8443/x.y+z=http://localhost:1?maxRequests=3, b.example:8443=http://localhost:2, 8443/c=http://localhost:3, 9443=tls://localhost:4?cert=own",
    ];

    public static TheoryData<string> Trees { get; } =
    [
        """{"upstreams": {"a": {"url": "http://127.0.0.1:1", "headers": {"x-a": "~`!@#^&*()_+-=[]|;:<>,.?/"}}}}""",
        """{"upstreams": {"a": {"routes": [{"path": "/a+b.c", "rewrite": "/d+e", "split": [{"url": "http://127.0.0.1:1", "weight": 0}, {"url": "https://127.0.0.1:2", "weight": 1000, "san": "a.example"}]}]}}}""",
        """{"upstreams": {"a": {"routes": [{"path": "/", "split": [{"url": "tcp://127.0.0.1:1", "weight": 1}, {"url": "tcp://127.0.0.1:2", "weight": 1}]}]}}}""",
        """{"upstreams": {"a": {"url": "http://127.0.0.1:1", "timeout": "5s", "routes": [{"path": "/long", "url": "http://127.0.0.1:1", "timeout": "50s"}]}}}""",
        """{"inbound": [{"port": 8443, "url": "https://localhost:1", "cert": "own", "routes": [{"host": "a.example", "path": "/b", "url": "https://localhost:2", "rewrite": "/", "headers": {"x-b": "c"}}]}]}""",
    ];

    [ProgramTheory("haproxy")]
    [MemberData(nameof(Outbound))]
    [MemberData(nameof(Bytes))]
    [MemberData(nameof(Outliers))]
    public Task Passes_for_every_option(string address, string options) =>
        CheckAsync(("upstreams", $"a={address}{(address.Contains('?', StringComparison.Ordinal) ? "&" : "?")}{options}"));

    [ProgramTheory("haproxy")]
    [MemberData(nameof(Inbound))]
    public Task Passes_for_inbound_routes(string inbound) => CheckAsync(("inbound", inbound));

    [ProgramTheory("haproxy")]
    [MemberData(nameof(Trees))]
    public Task Passes_for_trees(string config) => CheckAsync(("config", config));

    private static TheoryData<string, string> Pairs(string[] addresses, string[] options)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var address in addresses)
        {
            foreach (var option in options)
            {
                pairs.Add(address, option);
            }
        }

        return pairs;
    }

    private static async Task CheckAsync(params (string Name, string Value)[] annotations)
    {
        using var certificates = new TestCertificates().WithSecret("own", "shop.example");
        using var folder = new ControlPlaneFolder();
        var (file, _) = await RunningHaProxy.WriteAsync(folder, await InjectedPod.CreateAsync(annotations), certificates);
        var start = new ProcessStartInfo(ProvisionedPrograms.Find("haproxy")!, ["-c", "-q", "-dW", "-f", file]) { RedirectStandardError = true };
        using var check = Process.Start(start)!;
        var said = await check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();
        check.ExitCode.ShouldBe(0, said);
    }
}
