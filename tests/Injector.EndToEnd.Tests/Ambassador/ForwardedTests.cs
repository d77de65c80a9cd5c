using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>What an application behind a real HAProxy hears of where a request came from.</summary>
public sealed class ForwardedTests : IDisposable
{
    private const string ClientCertificate = "x-forwarded-client-cert:";
    private readonly int _outside = FreePort.Next();
    private readonly int _other = FreePort.Next();
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("web", "shop.example").WithSecret("partner", "partner.example");

    [ProgramTheory("haproxy")]
    [InlineData("", "x-forwarded-for: 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("X-Forwarded-Proto: https", "x-forwarded-for: 127.0.0.1|x-forwarded-proto: https")]
    [InlineData("X-Forwarded-For: 203.0.113.7", "x-forwarded-for: 203.0.113.7, 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("X-Forwarded-For: 203.0.113.7, 10.0.0.1", "x-forwarded-for: 203.0.113.7, 10.0.0.1, 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("X-Forwarded-For: 203.0.113.7|X-Forwarded-For: 10.0.0.1, 10.0.0.2", "x-forwarded-for: 203.0.113.7, 10.0.0.1, 10.0.0.2, 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("X-Forwarded-For: 1|Via: a|X-Forwarded-For: 2|x-forwarded-for: 3|X-Forwarded-For: 4", "via: a|x-forwarded-for: 1, 2, 3, 4, 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("X-Forwarded-For: |X-Forwarded-For: 2", "x-forwarded-for: , 2, 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("Forwarded: for=203.0.113.7;proto=https", "forwarded: for=203.0.113.7;proto=https|x-forwarded-for: 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("X-Forwarded-Host: shop.example|X-Real-IP: 203.0.113.7", "x-forwarded-for: 127.0.0.1|x-forwarded-host: shop.example|x-forwarded-proto: http|x-real-ip: 203.0.113.7")]
    [InlineData("X-Forwarded-Client-Cert: By=front", "x-forwarded-client-cert: By=front|x-forwarded-for: 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("Connection: X-Forwarded-For, X-Forwarded-Proto", "x-forwarded-for: 127.0.0.1|x-forwarded-proto: http")]
    [InlineData("Connection: close, Forwarded|Forwarded: for=203.0.113.7", "forwarded: for=203.0.113.7|x-forwarded-for: 127.0.0.1|x-forwarded-proto: http")]
    public async Task Keeps_what_a_proxy_in_front_says_and_adds_what_is_missing(string sent, string expected)
    {
        await using var app = new RawServer();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("inbound", $"{_outside}=http://localhost:{app.Port}"));
        Headers(await RawServer.QueryAsync(_outside, Request(sent))).ShouldBe(expected);
    }

    [ProgramFact("haproxy")]
    public async Task Takes_no_more_lines_than_it_can_make_one_of()
    {
        await using var app = new RawServer();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("inbound", $"{_outside}=http://localhost:{app.Port}"));
        (await RawServer.QueryAsync(_outside, Request(string.Join('|', Enumerable.Repeat("X-Forwarded-For: 203.0.113.7", 5))))).ShouldStartWith("HTTP/1.1 400");
        app.Connections.ShouldBe(0);
    }

    [ProgramTheory("haproxy")]
    [InlineData("X-Forwarded-Proto: https|X-Forwarded-For: 203.0.113.7|X-Forwarded-Host: other.example")]
    [InlineData("Forwarded: for=203.0.113.7|X-Real-IP: 203.0.113.7")]
    [InlineData("X_Forwarded_For: 203.0.113.7|X_FORWARDED-proto: https")]
    [InlineData("X-Forwarded-For: 203.0.113.7|X-Forwarded-For: 203.0.113.8|Connection: X-Forwarded-For")]
    [InlineData("X-Forwarded-Client-Cert: By=me|X-Forwarded-Prefix: /admin|X-Forwarded-User: root")]
    public async Task Drops_what_clients_say_where_told(string sent)
    {
        await using var app = new RawServer();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("inbound", $"{_outside}=http://localhost:{app.Port}?forwarded=replace"));
        Headers(await RawServer.QueryAsync(_outside, Request(sent))).ShouldBe("x-forwarded-for: 127.0.0.1|x-forwarded-proto: http");
    }

    [ProgramTheory("haproxy")]
    [InlineData("X-Forwarded-Client-Cert")]
    [InlineData("x_forwarded_client_cert")]
    [InlineData("X-Forwarded_Client-Cert")]
    public async Task Tells_the_application_who_the_client_is_and_believes_no_client(string forged)
    {
        await using var app = new RawServer();
        await using var proxy = await RunningHaProxy.StartAsync(
            _certificates, ("inbound", $"{_outside}=https://localhost:{app.Port}?cert=web&clientCa=configmap/ca\n{_other}=http://localhost:{app.Port}"));
        using var own = X509Certificate2.CreateFromPem(_certificates.Content("partner", "tls.crt"), _certificates.Content("partner", "tls.key"));
        using var handler = Trusting.Handler(_certificates.Authority, _outside, own);
        using var client = new HttpClient(handler);
        var address = new Uri($"https://shop.example:{_outside}/");

        // The second request comes on the same connection, the third on one that resumes its session.
        for (var i = 0; i < 3; i++)
        {
            var answers = await Answers.SendManyAsync(client, HttpMethod.Get, address, 1, (forged, "Hash=forged"), ("Connection", i == 1 ? "close" : "keep-alive"));
            var identity = answers.Bodies[0].Split("\r\n").Where(line => line.Contains("cert", StringComparison.OrdinalIgnoreCase)).ShouldHaveSingleItem();
            identity.ShouldStartWith($"{ClientCertificate} Hash={Convert.ToHexStringLower(SHA256.HashData(own.RawData))};Cert=\"");
            identity.ShouldEndWith(";Subject=\"CN=partner.example\"");
            using var told = X509Certificate2.CreateFromPem(Uri.UnescapeDataString(identity.Split('"')[1]));
            told.Thumbprint.ShouldBe(own.Thumbprint);
        }

        (await RawServer.QueryAsync(_other, Request($"{forged}: Hash=forged"))).ShouldNotContain("cert", Case.Insensitive);
    }

    public void Dispose() => _certificates.Dispose();

    private static string Request(string headers) =>
        $"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line + "\r\n"))}\r\n";

    private static string Headers(string answer) => string.Join('|', answer.Split("\r\n\r\n")[1].Split("\r\n").Skip(1)
        .Where(line => line.Length > 0 && !line.StartsWith("host:", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));
}
