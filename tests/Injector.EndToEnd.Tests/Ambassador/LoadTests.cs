using System.Net;
using System.Net.Sockets;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>What HAProxy does when servers are slow or asked for too much.</summary>
public sealed class LoadTests
{
    private readonly int _local = FreePort.Next();

    private Uri Local => new($"http://127.0.0.1:{_local}/");

    [ProgramFact("haproxy")]
    public async Task Lets_one_request_wait_and_turns_the_next_away()
    {
        await using var server = await SlowServer.StartAsync();
        await using var proxy = await StartAsync($"http://127.0.0.1:{server.Port}?maxConnections=1&maxPending=1&connect=1m");
        using var client = new HttpClient();
        var first = client.GetStringAsync(Local);
        await server.WaitForRequestsAsync(1);
        var second = client.GetStringAsync(Local);
        await Answers.UntilAsync(async () => (await Answers.GetAsync(new Uri(proxy.Admin, "metrics")))
            .Contains("haproxy_backend_current_queue{proxy=\"orders\"} 1", StringComparison.Ordinal));
        (await Answers.GetManyAsync(Local, 1)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(1);
        server.Release();
        (await first, await second).ShouldBe(("slow", "slow"));
    }

    [ProgramFact("haproxy")]
    public async Task Gives_up_after_the_timeout()
    {
        await using var server = await SlowServer.StartAsync();
        await using var proxy = await StartAsync($"http://127.0.0.1:{server.Port}?timeout=100ms");
        (await Answers.GetManyAsync(Local, 1)).WithStatus(HttpStatusCode.GatewayTimeout).ShouldBe(1);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Asks_another_server_when_one_try_takes_too_long()
    {
        await using var slow = await SlowServer.StartAsync();
        await using var well = await NginxBackend.StartAsync("well");
        await using var proxy = await StartAsync($"http://127.0.0.1:{slow.Port}|127.0.0.1:{well.Port}?retries=2&perTry=500ms");
        (await Answers.GetManyAsync(Local, 4)).StartingWith("well").ShouldBe(4);
    }

    [ProgramFact("haproxy")]
    public async Task Closes_connections_beyond_the_limit()
    {
        await using var app = await SlowServer.StartAsync();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("inbound", $"{_local}=http://localhost:{app.Port}?maxConnections=3"));
        using var client = new HttpClient();
        var held = Enumerable.Range(0, 3).Select(_ => client.GetStringAsync(Local)).ToArray();

        // HAProxy counts those it turns away until they are gone, so more than three at once would be too many for all of them.
        await app.WaitForRequestsAsync(3);
        for (var i = 0; i < 3; i++)
        {
            // A connection that is reset while it is being made comes out of the client as it is.
            var refusal = await Record.ExceptionAsync(() => client.GetStringAsync(Local));
            (refusal is HttpRequestException or SocketException).ShouldBeTrue(refusal?.ToString());
        }

        app.Release();
        (await Task.WhenAll(held)).ShouldBe(["slow", "slow", "slow"]);
    }

    private Task<RunningHaProxy> StartAsync(string address) => RunningHaProxy.StartAsync(null, ("upstreams", $"orders@{_local}={address}"));
}
