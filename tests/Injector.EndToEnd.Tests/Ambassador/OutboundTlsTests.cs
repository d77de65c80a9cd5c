using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>The application speaks plain HTTP, and HAProxy speaks TLS to nginx.</summary>
public sealed class OutboundTlsTests : IDisposable
{
    private readonly int _local = FreePort.Next();
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("server", "pay.example.com").WithSecret("client", "shop.example.com");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("injector-ambassador-");

    private Uri Local => new($"http://127.0.0.1:{_local}/");

    [ProgramFact("haproxy", "nginx")]
    public async Task Verifies_the_servers_certificate()
    {
        await using var server = await StartServerAsync("ssl");
        await using var proxy = await StartAsync($"https://127.0.0.1:{server.Port}?ca=secret/ca&sni=pay.example.com");
        (await Answers.GetAsync(Local)).ShouldBe($"server|pay.example.com:{server.Port}");
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Refuses_a_certificate_for_another_name()
    {
        await using var server = await StartServerAsync("ssl");
        var bySan = FreePort.Next();
        var address = $"https://127.0.0.1:{server.Port}?ca=configmap/ca";
        await using var proxy = await RunningHaProxy.StartAsync(
            _certificates, ("upstreams", $"sni@{_local}={address}&sni=other.example.com\nsan@{bySan}={address}&san=other.example.com"));
        (await Answers.GetManyAsync(Local, 3)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(3);
        (await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{bySan}/"), 3)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(3);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Refuses_a_certificate_of_an_unknown_authority()
    {
        await using var server = await StartServerAsync("ssl");
        await using var proxy = await StartAsync($"https://127.0.0.1:{server.Port}?sni=pay.example.com");
        (await Answers.GetManyAsync(Local, 3)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(3);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Shows_its_own_certificate_where_the_server_wants_one()
    {
        await using var server = await StartServerAsync("ssl", $"ssl_verify_client on; ssl_client_certificate {Write("ca.crt", _certificates.AuthorityPem)};");
        var without = FreePort.Next();
        var address = $"https://127.0.0.1:{server.Port}?ca=secret/ca&sni=pay.example.com";
        await using var proxy = await RunningHaProxy.StartAsync(_certificates, ("upstreams", $"pay@{_local}={address}&cert=client\nbare@{without}={address}"));
        (await Answers.GetAsync(Local)).ShouldBe($"server|pay.example.com:{server.Port}");
        (await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{without}/"), 1)).WithStatus(HttpStatusCode.BadRequest).ShouldBe(1);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Checks_health_over_verified_tls()
    {
        await using var server = await StartServerAsync("ssl");
        await using var proxy = await StartAsync(
            $"https://127.0.0.1:{server.Port}?ca=secret/ca&sni=pay.example.com&health=/healthz&healthInterval=50ms&healthTimeout=50ms&healthyAfter=1");
        await Answers.UntilAsync(async () => (await Answers.GetAsync(new Uri(proxy.Admin, "metrics")))
            .Contains("haproxy_server_check_status{proxy=\"pay\",server=\"s1\",state=\"L7OK\"} 1", StringComparison.Ordinal));
        (await Answers.GetAsync(Local)).ShouldBe($"server|pay.example.com:{server.Port}");
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Speaks_http2_over_tls_as_grpc_needs_it()
    {
        await using var server = await StartServerAsync("ssl http2", "", "$server_protocol");
        await using var proxy = await StartAsync($"grpcs://127.0.0.1:{server.Port}?ca=secret/ca&sni=pay.example.com");
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        (await Answers.SendManyAsync(client, HttpMethod.Post, Local, 2)).Bodies.ShouldBe(["server|HTTP/2.0", "server|HTTP/2.0"]);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Speaks_http2_in_plain_as_grpc_needs_it()
    {
        await using var server = await NginxBackend.StartAsync("http2", "location / { return 200 'plain|$server_protocol'; }");
        await using var proxy = await StartAsync($"grpc://127.0.0.1:{server.Port}");
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        (await Answers.SendManyAsync(client, HttpMethod.Post, Local, 2)).Bodies.ShouldBe(["plain|HTTP/2.0", "plain|HTTP/2.0"]);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Carries_bytes_and_adds_tls_to_them()
    {
        await using var plain = await NginxBackend.StartAsync("plain");
        await using var server = await StartServerAsync("ssl");
        var bytes = FreePort.Next();
        await using var proxy = await RunningHaProxy.StartAsync(
            _certificates, ("upstreams", $"pay@{_local}=tls://127.0.0.1:{server.Port}?ca=secret/ca&sni=pay.example.com, raw@{bytes}=tcp://127.0.0.1:{plain.Port}"));
        (await Answers.GetAsync(Local)).ShouldBe($"server|127.0.0.1:{_local}");
        (await Answers.GetAsync(new Uri($"http://127.0.0.1:{bytes}/x"))).ShouldBe($"plain|/x|127.0.0.1:{bytes}|");
    }

    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<RunningHaProxy> StartAsync(string address) => RunningHaProxy.StartAsync(_certificates, ("upstreams", $"pay@{_local}={address}"));

    private Task<NginxBackend> StartServerAsync(string listen, string lines = "", string shown = "$http_host") => NginxBackend.StartAsync(listen, $$"""
        ssl_certificate {{Write("server.crt", _certificates.Content("server", "tls.crt"))}};
        ssl_certificate_key {{Write("server.key", _certificates.Content("server", "tls.key"))}};
        {{lines}}
        location / { return 200 'server|{{shown}}'; }
        """);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
