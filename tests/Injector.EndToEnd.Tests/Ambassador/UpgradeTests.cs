using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>What may leave HTTP through a real HAProxy: WebSocket, in every version of HTTP, and nothing else.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly int _outside = FreePort.Next();
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("web", "shop.example");

    public static TheoryData<string> Tricks { get; } =
    [
        "GET /public HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n",
        "GET /public HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket, h2c\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        "GET /public HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: h2c\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        "GET /public HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        "GET /public HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: H2C, websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        "GET /public HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
        "GET /public HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: TLS/1.0\r\n\r\n",
        "POST /public HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: upgrade\r\nUpgrade: connect-udp\r\n\r\n",
    ];

    [ProgramTheory("haproxy")]
    [MemberData(nameof(Tricks))]
    public async Task Upgrades_to_nothing_but_WebSocket(string request)
    {
        await using var app = new RawServer();
        await using var proxy = await StartAsync($"{_outside}/public=http://localhost:{app.Port}?rate=1000");
        var answer = await RawServer.QueryAsync(_outside, request);
        answer.ShouldStartWith("HTTP/1.1 200 OK");
        answer.ShouldNotContain("upgrade", Case.Insensitive);
        answer.ShouldNotContain("http2-settings", Case.Insensitive);
    }

    [ProgramTheory("haproxy")]
    [MemberData(nameof(Tricks))]
    public async Task Upgrades_to_nothing_but_WebSocket_behind_TLS(string request)
    {
        await using var app = new RawServer();
        await using var proxy = await StartAsync($"{_outside}/public=https://localhost:{app.Port}?cert=web");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _outside);
        await using var stream = new System.Net.Security.SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(Trusting.Options(_certificates.Authority, "shop.example"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = await RawServer.ReadAnswerAsync(stream);
        answer.ShouldStartWith("HTTP/1.1 200 OK");
        answer.ShouldNotContain("upgrade", Case.Insensitive);
    }

    [ProgramFact("haproxy")]
    public async Task Opens_no_tunnel_to_the_application()
    {
        await using var app = new RawServer();
        await using var proxy = await StartAsync($"{_outside}=http://localhost:{app.Port}");
        (await RawServer.QueryAsync(_outside, "CONNECT admin:80 HTTP/1.1\r\nHost: admin:80\r\n\r\n")).ShouldStartWith("HTTP/1.1 405");
        app.Connections.ShouldBe(0);
    }

    [ProgramFact("haproxy")]
    public async Task Upgrades_to_nothing_but_WebSocket_on_the_way_out()
    {
        await using var server = new RawServer();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("upstreams", $"orders@{_outside}=http://127.0.0.1:{server.Port}"));
        (await RawServer.QueryAsync(_outside, "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")).ShouldStartWith("HTTP/1.1 200 OK");
    }

    [ProgramTheory("haproxy")]
    [MemberData(nameof(Tricks))]
    public async Task Upgrades_nothing_at_the_port_of_probes(string request)
    {
        await using var app = new RawServer();
        await using var proxy = await StartProbedAsync(app.Port);
        var answer = await RawServer.QueryAsync(proxy.Probes.Port, Probed(proxy, request).Replace("POST", "GET", StringComparison.Ordinal));
        answer.ShouldStartWith("HTTP/1.1 200 OK");
        answer.ShouldContain("GET /healthz ");
        answer.ShouldNotContain("upgrade", Case.Insensitive);
        answer.ShouldNotContain("http2-settings", Case.Insensitive);
    }

    [ProgramTheory("haproxy")]
    [InlineData("X-Forwarded-Client-Cert")]
    [InlineData("x_forwarded_client_cert")]
    public async Task Takes_nobody_at_the_port_of_probes_for_a_client_with_a_certificate(string forged)
    {
        await using var app = new RawServer();
        await using var proxy = await StartProbedAsync(app.Port);
        var answer = await RawServer.QueryAsync(proxy.Probes.Port, Probed(proxy, $"GET /public HTTP/1.1\r\nHost: a\r\nX-Probe: kubelet\r\n{forged}: Hash=forged\r\n\r\n"));
        answer.ShouldContain("x-probe: kubelet");
        answer.ShouldNotContain("forged");
    }

    [ProgramTheory("haproxy")]
    [InlineData("1.1", "ws")]
    [InlineData("1.1", "wss")]
    [InlineData("2.0", "ws")]
    [InlineData("2.0", "wss")]
    public async Task Carries_WebSocket(string version, string scheme)
    {
        await using var app = await StartEchoAsync();
        var port = new Uri(app.Urls.First()).Port;
        await using var proxy = await StartAsync(scheme == "ws" ? $"{_outside}/public=http://localhost:{port}" : $"{_outside}/public=https://localhost:{port}?cert=web");
        using var socket = new ClientWebSocket();
        (socket.Options.HttpVersion, socket.Options.HttpVersionPolicy) = (Version.Parse(version), HttpVersionPolicy.RequestVersionExact);
        using var invoker = new HttpMessageInvoker(Trusting.Handler(_certificates.Authority, _outside));
        await socket.ConnectAsync(new Uri($"{scheme}://shop.example:{_outside}/public/chat"), invoker, CancellationToken.None);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Encoding.ASCII.GetString(buffer, 0, received.Count).ShouldBe("hello");
    }

    public void Dispose() => _certificates.Dispose();

    private static async Task<WebApplication> StartEchoAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, true, context.RequestAborted);
        });
        await app.StartAsync();
        return app;
    }

    private Task<RunningHaProxy> StartProbedAsync(int port) => RunningHaProxy.StartAsync(
        _certificates,
        JsonNode.Parse($$$"""{"livenessProbe": {"httpGet": {"path": "/healthz", "port": {{{port}}} } } }""")!.AsObject(),
        [("inbound", $"{_outside}=https://localhost:{port}?cert=web&clientCa=configmap/ca"), ("rewriteProbes", "true")]);

    private static string Probed(RunningHaProxy proxy, string request) =>
        request.Replace("/public", (string)proxy.Pod.Application["livenessProbe"]!["httpGet"]!["path"]!, StringComparison.Ordinal);

    private Task<RunningHaProxy> StartAsync(string inbound) => RunningHaProxy.StartAsync(_certificates, ("inbound", inbound));
}
