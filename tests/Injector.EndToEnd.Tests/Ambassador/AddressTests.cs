using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Pods with addresses of IPv6: a real HAProxy on 127.0.0.1 and ::1.</summary>
public sealed class AddressTests
{
    private readonly int _outside = FreePort.Next();
    private readonly int _local = FreePort.Next();

    [Ipv6ProgramTheory("haproxy", "nginx")]
    [InlineData("ipv4", true, false)]
    [InlineData("ipv6", false, true)]
    [InlineData("dual", true, true)]
    public async Task Is_reached_by_the_addresses_that_the_pod_has(string addresses, bool byIPv4, bool byIPv6)
    {
        await using var app = await NginxBackend.StartAsync("app");
        await using var proxy = await RunningHaProxy.StartAsync(null, ("addresses", addresses), ("inbound", $"{_outside}=http://localhost:{app.Port}"));

        foreach (var (address, isReached) in new[] { ("127.0.0.1", byIPv4), ("[::1]", byIPv6) })
        {
            (await AnswersAsync(new Uri($"http://{address}:{_outside}/"))).ShouldBe(isReached, $"{address}, inbound");
            (await AnswersAsync(new Uri($"http://{address}:{proxy.Admin.Port}/metrics"))).ShouldBe(isReached, $"{address}, metrics");
        }
    }

    [Ipv6ProgramTheory("haproxy", "nginx")]
    [InlineData("ipv4", "127.0.0.1")]
    [InlineData("dual", "127.0.0.1")]
    [InlineData("dual", "[::1]")]
    public async Task Tells_the_application_the_address_of_a_client_as_everyone_writes_it(string addresses, string client)
    {
        await using var app = await NginxBackend.StartAsync("", "location / { return 200 '$http_x_forwarded_for'; }");
        await using var proxy = await RunningHaProxy.StartAsync(null, ("addresses", addresses), ("inbound", $"{_outside}=http://localhost:{app.Port}"));

        (await Answers.GetAsync(new Uri($"http://{client}:{_outside}/"))).ShouldBe(client.Trim('[', ']'));
    }

    [Ipv6ProgramTheory("haproxy", "nginx")]
    [InlineData("ipv4")]
    [InlineData("ipv6")]
    public async Task Reaches_a_server_by_its_address_of_IPv6_from_localhost(string addresses)
    {
        var port = FreePort.Next();
        await using var server = await NginxBackend.StartAsync("", string.Create(CultureInfo.InvariantCulture, $"listen [::1]:{port}; {NginxBackend.Answer("six")}"));
        await using var proxy = await RunningHaProxy.StartAsync(null, ("addresses", addresses), ("upstreams", $"orders@{_local}=http://[::1]:{port}?health=/"));

        (await Answers.GetAsync(new Uri($"http://127.0.0.1:{_local}/"))).ShouldStartWith("six|/|");
    }

    private static async Task<bool> AnswersAsync(Uri address)
    {
        try
        {
            return (await Answers.GetManyAsync(address, 1)).WithStatus(HttpStatusCode.OK) == 1;
        }
        catch (HttpRequestException failure) when (failure.InnerException is SocketException)
        {
            return false;
        }
    }
}
