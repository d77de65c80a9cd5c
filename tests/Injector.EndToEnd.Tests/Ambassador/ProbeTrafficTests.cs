using System.Net;
using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>
/// Rewritten probes, asked as the kubelet asks them, of an application that listens on 127.0.0.1: a real nginx behind a real HAProxy, which ends
/// mutual TLS on the port for clients.
/// </summary>
public sealed class ProbeTrafficTests : IDisposable
{
    private readonly int _outside = FreePort.Next();
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("web", "shop.example");

    [ProgramFact("haproxy", "nginx")]
    public async Task Asks_the_application_for_the_path_of_the_probe_and_for_nothing_else()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await StartAsync(app.Port, $$$"""
            {"readinessProbe": {"httpGet": {"path": "/healthz?full=1", "port": "http", "httpHeaders": [{"name": "Host", "value": "shop.example"}]}},
             "ports": [{"name": "http", "containerPort": {{{app.Port}}} }]}
            """);
        var probe = (string)proxy.Pod.Application["readinessProbe"]!["httpGet"]!["path"]!;
        var answer = await Answers.SendManyAsync(HttpMethod.Get, new Uri(proxy.Probes, probe), 1, ("Host", "shop.example"));
        answer.Statuses.ShouldBe([HttpStatusCode.OK]);
        answer.Bodies[0].ShouldStartWith("app|/healthz?full=1|shop.example|");

        var rest = probe.Split('?')[0];
        string[] others = ["/", "/healthz", "/ready", "/metrics", $"{rest}/", $"{rest}/admin", $"{rest}x", rest[..^1], $"/probe/http/{app.Port}", $"/probe/tcp/{app.Port}", $"/{rest}"];
        foreach (var other in others)
        {
            (await StatusAsync(HttpMethod.Get, proxy, other)).ShouldBe(HttpStatusCode.NotFound, other);
        }

        (await StatusAsync(HttpMethod.Post, proxy, rest)).ShouldBe(HttpStatusCode.NotFound);
        ((int)proxy.Pod.Application["ports"]![0]!["containerPort"]!).ShouldBe(_outside);
    }

    // Kubelets before 1.25 write the address of a hook as host, port, slash and path, whether or not the path has a slash of its own.
    [ProgramFact("haproxy", "nginx")]
    public async Task Runs_the_hooks_of_the_application_by_kubelets_of_every_age()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await StartAsync(app.Port, $$$"""
            {"lifecycle": {"postStart": {"httpGet": {"path": "warm-up?full=1", "port": "http"}}, "preStop": {"httpGet": {"path": "/drain", "port": {{{app.Port}}} } } },
             "ports": [{"name": "http", "containerPort": {{{app.Port}}} }]}
            """);
        foreach (var (hook, asked) in new[] { ("postStart", "/warm-up?full=1"), ("preStop", "/drain") })
        {
            var handler = proxy.Pod.Application["lifecycle"]![hook]!["httpGet"]!;
            ((int)handler["port"]!).ShouldBe(19021);
            var answer = await Answers.SendManyAsync(HttpMethod.Get, new Uri($"{proxy.Probes.GetLeftPart(UriPartial.Authority)}/{handler["path"]}"), 1);
            answer.Bodies[0].ShouldStartWith($"app|{asked}|");
        }
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Leads_nobody_elsewhere_when_the_application_redirects()
    {
        await using var app = await NginxBackend.StartAsync("", "location / { return 302 /login; }");
        await using var proxy = await StartAsync(app.Port, $$$"""{"livenessProbe": {"httpGet": {"path": "/", "port": {{{app.Port}}} } } }""");
        (await StatusAsync(HttpMethod.Get, proxy, (string)proxy.Pod.Application["livenessProbe"]!["httpGet"]!["path"]!)).ShouldBe(HttpStatusCode.Redirect);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Tells_when_the_application_is_gone_and_when_it_is_back()
    {
        var app = await NginxBackend.StartAsync("app");
        await using var proxy = await StartAsync(app.Port, $$$"""
            {"livenessProbe": {"tcpSocket": {"port": {{{app.Port}}} } }, "readinessProbe": {"httpGet": {"port": {{{app.Port}}} } } }
            """);
        var http = (string)proxy.Pod.Application["readinessProbe"]!["httpGet"]!["path"]!;
        var tcp = (string)proxy.Pod.Application["livenessProbe"]!["httpGet"]!["path"]!;
        (await StatusAsync(HttpMethod.Get, proxy, http)).ShouldBe(HttpStatusCode.OK);
        await Answers.UntilAsync(async () => await StatusAsync(HttpMethod.Get, proxy, tcp) is HttpStatusCode.OK);

        await app.DisposeAsync();
        (await StatusAsync(HttpMethod.Get, proxy, http)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Answers.UntilAsync(async () => await StatusAsync(HttpMethod.Get, proxy, tcp) is HttpStatusCode.ServiceUnavailable);

        await using var back = await NginxBackend.StartAsync(app.Port, "", NginxBackend.Answer("back"));
        (await StatusAsync(HttpMethod.Get, proxy, http)).ShouldBe(HttpStatusCode.OK);
        await Answers.UntilAsync(async () => await StatusAsync(HttpMethod.Get, proxy, tcp) is HttpStatusCode.OK);
    }

    [ProgramFact("haproxy")]
    public async Task Never_calls_an_application_alive_that_it_has_not_reached()
    {
        var port = FreePort.Next();
        await using var proxy = await StartAsync(port, $$$"""{"startupProbe": {"tcpSocket": {"port": {{{port}}} } } }""");
        var path = (string)proxy.Pod.Application["startupProbe"]!["httpGet"]!["path"]!;
        for (var i = 0; i < 50; i++)
        {
            (await StatusAsync(HttpMethod.Get, proxy, path)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Fails_no_probe_while_HAProxy_loads_again()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await RunningHaProxy.StartAsync(
            null,
            JsonNode.Parse($$$"""{"livenessProbe": {"tcpSocket": {"port": {{{app.Port}}} } } }""")!.AsObject(),
            [("inbound", $"{_outside}=http://localhost:{app.Port}"), ("rewriteProbes", "true")]);
        var path = (string)proxy.Pod.Application["livenessProbe"]!["httpGet"]!["path"]!;
        await Answers.UntilAsync(async () => await StatusAsync(HttpMethod.Get, proxy, path) is HttpStatusCode.OK);

        await proxy.SignalAsync("USR2");
        await Answers.UntilAsync(async () =>
        {
            (await StatusAsync(HttpMethod.Get, proxy, path)).ShouldBe(HttpStatusCode.OK);
            return proxy.Log().Contains("Former worker", StringComparison.Ordinal);
        });
        (await StatusAsync(HttpMethod.Get, proxy, path)).ShouldBe(HttpStatusCode.OK);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Answers_probes_while_clients_are_turned_away()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await RunningHaProxy.StartAsync(
            null,
            JsonNode.Parse($$$"""{"livenessProbe": {"httpGet": {"path": "/alive", "port": {{{app.Port}}} } } }""")!.AsObject(),
            [("inbound", $"{_outside}=http://localhost:{app.Port}?rate=1"), ("rewriteProbes", "true")]);
        (await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{_outside}/"), 20)).WithStatus(HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(0);
        var path = (string)proxy.Pod.Application["livenessProbe"]!["httpGet"]!["path"]!;
        (await Answers.GetManyAsync(new Uri(proxy.Probes, path), 20)).WithStatus(HttpStatusCode.OK).ShouldBe(20);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Answers_probes_while_clients_hold_every_connection_that_they_may()
    {
        const int most = 16;
        var local = FreePort.Next();
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await RunningHaProxy.StartAsync(
            null,
            JsonNode.Parse($$$"""{"livenessProbe": {"httpGet": {"path": "/alive", "port": {{{app.Port}}} } } }""")!.AsObject(),
            [
                ("inbound", $"{_outside}=http://localhost:{app.Port}"),
                ("upstreams", $"orders@{local}=http://127.0.0.1:{app.Port}"),
                ("rewriteProbes", "true"),
                ("maxConnections", $"{most}"),
            ]);
        using var clients = new IdleClients();
        for (var i = 0; i < most; i++)
        {
            (await clients.AddAsync(i % 2 == 0 ? _outside : local)).ShouldBeTrue($"client {i}");
        }

        (await clients.AddAsync(_outside)).ShouldBeFalse();
        (await clients.AddAsync(local)).ShouldBeFalse();
        var path = (string)proxy.Pod.Application["livenessProbe"]!["httpGet"]!["path"]!;
        (await Answers.GetManyAsync(new Uri(proxy.Probes, path), 20)).WithStatus(HttpStatusCode.OK).ShouldBe(20);
        (await StatusAsync(HttpMethod.Get, new Uri(proxy.Admin, "ready"))).ShouldBe(HttpStatusCode.OK);

        clients.Dispose();
        await Answers.UntilAsync(() => clients.AddAsync(_outside));
    }

    [ProgramFact("haproxy")]
    public async Task Passes_the_health_check_of_gRPC_on()
    {
        await using var app = await HealthServer.StartAsync();
        await using var proxy = await RunningHaProxy.StartAsync(
            _certificates,
            JsonNode.Parse($$$"""{"readinessProbe": {"grpc": {"port": {{{app.Port}}}, "service": "shop"} } }""")!.AsObject(),
            [("inbound", $"{_outside}=grpcs://localhost:{app.Port}?cert=web"), ("rewriteProbes", "true")]);
        proxy.Pod.Application["readinessProbe"]!.ToJsonString().ShouldBe("""{"grpc":{"port":19021,"service":"shop"}}""");
        (await HealthServer.CheckAsync(proxy.Probes)).ShouldBe((HttpStatusCode.OK, "0", true));
        (await StatusAsync(HttpMethod.Post, proxy, "/grpc.health.v1.Health/Watch")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(HttpMethod.Get, proxy, "/grpc.health.v1.Health/Check")).ShouldBe(HttpStatusCode.NotFound);
    }

    public void Dispose() => _certificates.Dispose();

    private static async Task<HttpStatusCode> StatusAsync(HttpMethod method, RunningHaProxy proxy, string path) =>
        await StatusAsync(method, new Uri(proxy.Probes.GetLeftPart(UriPartial.Authority) + path));

    private static async Task<HttpStatusCode> StatusAsync(HttpMethod method, Uri address) => (await Answers.SendManyAsync(method, address, 1)).Statuses[0];

    private Task<RunningHaProxy> StartAsync(int appPort, string application) => RunningHaProxy.StartAsync(
        _certificates,
        JsonNode.Parse(application)!.AsObject(),
        [
            ("inbound", $"{_outside}=https://localhost:{appPort}?cert=web&clientCa=configmap/ca"),
            ("rewriteProbes", "true"),
            ("rewritePorts", "true"),
        ]);
}
