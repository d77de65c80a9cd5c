using Injector.Testing.Protobuf;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>The whole way from what a user writes to what Envoy defines: every option with every scheme that takes it.</summary>
public sealed class EnvoyTextTests
{
    private const string Tls = "ca=secret/ca&cert=own";

    private static readonly string[] HttpOptions =
    [
        "lb=hash:x-user", "lb=hash::path", "timeout=90ms", "retries=10&retryMethods=all", "perTry=1s&timeout=10s", "maxRequests=7",
        "health=/a.b/c~d&healthInterval=1s&healthTimeout=500ms", "host=keep", "host=a.example:8080",
    ];

    private static readonly string[] AnyOptions =
    [
        "lb=round_robin", "lb=least_request", "lb=random", "retries=0", "retries=3", "maxConnections=1&maxPending=2", "outlier=1&ejectFor=1m30s&ejectMax=30",
        "health=tcp&unhealthyAfter=1&healthyAfter=100", "connect=1ms&idle=24h",
    ];

    public static TheoryData<string> Upstreams =>
    [
        .. Each(["http://a.example:1|10.0.0.1:2*5", "h2c://a.b.svc:1", "grpc://[fd00::1]:1"], [.. HttpOptions, .. AnyOptions]),
        .. Each([$"https://a.example?{Tls}", $"grpcs://a.example:1?{Tls}&sni=b.example&san=c.example|10.0.0.1"], [.. HttpOptions, .. AnyOptions]),
        .. Each(["tcp://a:1|b:2", $"tls://a.example:1?{Tls}", "tls://a.example:1?ca=system"], AnyOptions),
        "a=grpc://a.example:1?health=grpc",
        "a@15001=tcp://a.example:1,b=http://b.example,c=tls://c.example:5",
    ];

    public static TheoryData<string> Inbound =>
    [
        "8443=http://localhost:8080", "8443=https://localhost:8080?cert=own", "8443=grpc://localhost:8080", "8443=grpcs://localhost:8080?cert=own",
        "8443=tcp://localhost:8080?maxConnections=5", "8443=tls://localhost:8080?cert=own&clientCa=configmap/ca",
        "8443=https://localhost:8080?cert=own&rate=5&maxRequests=6&maxConnections=7&timeout=1s&connect=2s&idle=3s&host=a.example",
        "a.example:8443/x.y+z=http://localhost:1, b.example:8443=http://localhost:2, 8443/c=http://localhost:3, 9443=tls://localhost:4?cert=own",
    ];

    public static TheoryData<string> Trees =>
    [
        """{"upstreams": {"a": {"url": "http://10.0.0.1:1", "headers": {"x-a": "~`!@#^&*()_+-=[]|;:<>,.?/"}}}}""",
        """{"upstreams": {"a": {"routes": [{"path": "/a+b.c", "rewrite": "/d+e", "split": [{"url": "http://10.0.0.1:1", "weight": 0}, {"url": "https://10.0.0.1:2", "weight": 1000, "san": "a.example"}]}]}}}""",
        """{"upstreams": {"a": {"routes": [{"path": "/", "split": [{"url": "tcp://10.0.0.1:1", "weight": 2}, {"url": "tcp://10.0.0.1:2", "weight": 1}]}]}}}""",
        """{"upstreams": {"a": {"url": "http://10.0.0.1:1", "timeout": "5s", "routes": [{"path": "/long", "url": "http://10.0.0.1:1", "timeout": "50s"}]}}}""",
        """{"inbound": [{"port": 8443, "url": "https://localhost:1", "cert": "own", "routes": [{"host": "a.example", "path": "/b", "url": "https://localhost:2", "rewrite": "/", "headers": {"x-b": "c"}}]}]}""",
    ];

    [EnvoyDefinitionsTheory]
    [MemberData(nameof(Upstreams))]
    public void Upstreams_become_what_Envoy_defines(string upstreams) => Findings(upstreams).ShouldBeEmpty();

    [EnvoyDefinitionsTheory]
    [MemberData(nameof(Inbound))]
    public void Inbound_routes_become_what_Envoy_defines(string inbound) => Findings("", inbound).ShouldBeEmpty();

    [EnvoyDefinitionsTheory]
    [MemberData(nameof(Trees))]
    public void Trees_become_what_Envoy_defines(string config) => Findings("", "", config).ShouldBeEmpty();

    private static IEnumerable<string> Findings(string upstreams, string inbound = "", string? config = null) =>
        EnvoyFindings.Of(Composed.Model(upstreams, inbound, config), EnvoyDefinitions.Oracle);

    private static IEnumerable<string> Each(string[] addresses, string[] options) =>
        from address in addresses
        from option in options
        select $"a={address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{option}";
}
