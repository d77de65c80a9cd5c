using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Requests from outside to an application that listens on localhost only: real nginx behind a real HAProxy.</summary>
public sealed class InboundTrafficTests : IDisposable
{
    private readonly int _outside = FreePort.Next();
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("web", "shop.example").WithSecret("partner", "partner.example");

    private Uri Outside => new($"https://shop.example:{_outside}/");

    [ProgramFact("haproxy", "nginx")]
    public async Task Ends_tls_and_tells_the_application_who_asks()
    {
        await using var app = await NginxBackend.StartAsync("", "location / { return 200 'app|$http_host|$http_x_forwarded_proto|$http_x_forwarded_for'; }");
        await using var proxy = await StartAsync($"{_outside}=https://localhost:{app.Port}?cert=web");
        using var client = Client();
        (await Answers.SendManyAsync(client, HttpMethod.Get, Outside, 1)).Bodies.ShouldBe([$"app|shop.example:{_outside}|https|127.0.0.1"]);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Speaks_http2_to_clients_that_can()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await StartAsync($"{_outside}=https://localhost:{app.Port}?cert=web");
        using var client = Client();
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        (await Answers.SendManyAsync(client, HttpMethod.Get, Outside, 1)).StartingWith("app").ShouldBe(1);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Routes_by_host_and_path()
    {
        await using var web = await NginxBackend.StartAsync("web");
        await using var api = await NginxBackend.StartAsync("api");
        await using var other = await NginxBackend.StartAsync("other");
        await using var proxy = await StartAsync($"""
            {_outside}/api=http://localhost:{api.Port}
            shop.example:{_outside}=http://localhost:{web.Port}
            other.example:{_outside}/x.y=http://localhost:{other.Port}
            """);
        using var client = new HttpClient();
        (await GetAsync(client, "shop.example", "/")).ShouldStartWith("web|/|");
        (await GetAsync(client, "SHOP.example", "/api")).ShouldStartWith("web|/api|");
        (await GetAsync(client, "third.example", "/api/1")).ShouldStartWith("api|/api/1|");
        (await GetAsync(client, "other.example", "/x.y/z")).ShouldStartWith("other|/x.y/z|");
        (await GetAsync(client, "other.example", "/xay")).ShouldBe("NotFound");
        (await GetAsync(client, "third.example", "/apis")).ShouldBe("NotFound");
    }

    [ProgramTheory("haproxy", "nginx")]
    [InlineData("/public/../admin", "HTTP/1.1 400")]
    [InlineData("/public/%2e%2e/admin", "HTTP/1.1 400")]
    [InlineData("/public/..%2fadmin", "HTTP/1.1 400")]
    [InlineData("/public/..%5cadmin", "HTTP/1.1 400")]
    [InlineData("/public/..;/admin", "HTTP/1.1 400")]
    [InlineData("/./admin", "HTTP/1.1 400")]
    [InlineData("//admin", "admin|")]
    [InlineData("/%61dmin/x", "admin|")]
    [InlineData("/public/a..b", "public|")]
    [InlineData("/public/.well-known/x", "public|")]
    public async Task Is_not_led_around_a_route_by_spelling(string path, string expected)
    {
        await using var open = await NginxBackend.StartAsync("public");
        await using var closed = await NginxBackend.StartAsync("admin");
        await using var proxy = await StartAsync($"{_outside}=http://localhost:{open.Port}, {_outside}/admin=http://localhost:{closed.Port}");
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, _outside);
        await using var stream = connection.GetStream();

        // A client of .NET would tidy the path up before it sends it.
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).ShouldContain(expected);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Lets_only_known_clients_in_where_asked()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await StartAsync($"{_outside}=https://localhost:{app.Port}?cert=web&clientCa=configmap/ca");
        using var stranger = Client();
        await Should.ThrowAsync<HttpRequestException>(() => Answers.SendManyAsync(stranger, HttpMethod.Get, Outside, 1));
        using var certificate = X509Certificate2.CreateFromPem(_certificates.Content("partner", "tls.crt"), _certificates.Content("partner", "tls.key"));
        using var partner = Client(certificate);
        (await Answers.SendManyAsync(partner, HttpMethod.Get, Outside, 1)).StartingWith("app").ShouldBe(1);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Turns_away_more_requests_a_second_than_allowed()
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await StartAsync($"{_outside}=http://localhost:{app.Port}?rate=5");
        var answers = await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{_outside}/"), 200);
        answers.StartingWith("app").ShouldBeGreaterThanOrEqualTo(5);
        answers.WithStatus(HttpStatusCode.TooManyRequests).ShouldBe(200 - answers.StartingWith("app"));
        answers.WithStatus(HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(0);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Turns_away_more_requests_at_once_than_allowed()
    {
        await using var app = await SlowServer.StartAsync();
        await using var proxy = await StartAsync($"{_outside}/a=http://localhost:{app.Port}?maxRequests=2, {_outside}/b=http://localhost:{app.Port}");
        using var client = new HttpClient();
        var first = client.GetAsync(new Uri($"http://127.0.0.1:{_outside}/a"));
        var second = client.GetAsync(new Uri($"http://127.0.0.1:{_outside}/b"));
        await app.WaitForRequestsAsync(2);
        (await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{_outside}/a"), 3)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(3);
        app.Release();
        using var one = await first;
        using var two = await second;
        (one.StatusCode, two.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    public void Dispose() => _certificates.Dispose();

    private Task<RunningHaProxy> StartAsync(string inbound) => RunningHaProxy.StartAsync(_certificates, ("inbound", inbound));

    private async Task<string> GetAsync(HttpClient client, string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_outside}{path}");
        request.Headers.Host = $"{host}:{_outside}";
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : answer.StatusCode.ToString();
    }

    /// <summary>A client that finds shop.example on loopback and trusts the test's authority alone.</summary>
    private HttpClient Client(X509Certificate2? own = null)
    {
        var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        chain.CustomTrustStore.Add(_certificates.Authority);
        var tls = new SslClientAuthenticationOptions { CertificateChainPolicy = chain, TargetHost = "shop.example" };
        if (own is not null)
        {
            tls.ClientCertificates = [X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null)];
        }

        var handler = new SocketsHttpHandler { SslOptions = tls, ConnectCallback = ConnectAsync };
        return new HttpClient(handler);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _outside, cancellationToken);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }
}
