using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Heads of requests as large as servers of their own take them, and how long connections stay.</summary>
public sealed class SizeTests
{
    private readonly int _outside = FreePort.Next();

    [ProgramTheory("haproxy")]
    [InlineData("1.1", 200, 300)]
    [InlineData("1.1", 1, 60_000)]
    [InlineData("2.0", 200, 300)]
    [InlineData("2.0", 6, 10_000)]
    public async Task Takes_a_head_of_64_KB_and_200_fields(string version, int count, int length)
    {
        await using var app = new RawServer();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("inbound", $"{_outside}=http://localhost:{app.Port}"));
        using var client = new HttpClient { DefaultRequestVersion = Version.Parse(version), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var headers = Enumerable.Range(0, count).Select(index => ($"x-{index}", new string('x', length))).ToArray();
        var answers = await Answers.SendManyAsync(client, HttpMethod.Get, new Uri($"http://127.0.0.1:{_outside}/"), 1, headers);
        answers.Statuses.ShouldBe([HttpStatusCode.OK]);
        answers.Bodies[0].Split("\r\n").Count(line => line.StartsWith("x-", StringComparison.Ordinal) && !line.StartsWith("x-forwarded", StringComparison.Ordinal)).ShouldBe(count);
    }

    [ProgramFact("haproxy")]
    public async Task Has_room_for_a_thousand_streams_on_a_connection()
    {
        await using var server = await SlowServer.StartAsync(http2: true);
        await using var proxy = await RunningHaProxy.StartAsync(null, ("upstreams", $"a@{_outside}=grpc://127.0.0.1:{server.Port}"));
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false };
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var streams = Enumerable.Range(0, 300).Select(_ => client.GetStringAsync(new Uri($"http://127.0.0.1:{_outside}/"))).ToArray();
        await server.WaitForRequestsAsync(streams.Length);
        server.Release();
        (await Task.WhenAll(streams)).ShouldAllBe(answer => answer == "slow");
    }

    [ProgramFact("haproxy")]
    public async Task Keeps_silent_connections_as_long_as_told_and_alive()
    {
        var pod = await InjectedPod.CreateAsync(("inbound", $"{_outside}=http://localhost:1?idle=90s"));
        pod.Configuration.ShouldContain("timeout http-keep-alive 90s\n");
        pod.Configuration.ShouldContain("timeout client 90s\n");
        pod.Configuration.ShouldContain("option clitcpka\n");
        pod.Configuration.ShouldContain("option srvtcpka\n");
    }
}
