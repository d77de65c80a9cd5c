using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Heads as large as servers of their own take them, and how long connections stay.</summary>
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

    [ProgramTheory("haproxy")]
    [InlineData("1.1", 200, 300)]
    [InlineData("1.1", 1, 60_000)]
    [InlineData("2.0", 200, 300)]
    [InlineData("2.0", 6, 10_000)]
    public async Task Takes_a_head_of_64_KB_and_200_fields_of_an_answer(string version, int count, int length)
    {
        await using var server = await StartAnsweringAsync(count, length);
        await using var proxy = await RunningHaProxy.StartAsync(null, ("upstreams", $"a@{_outside}=http://127.0.0.1:{new Uri(server.Urls.First()).Port}"));
        using var handler = new SocketsHttpHandler { MaxResponseHeadersLength = 128 };
        using var client = new HttpClient(handler) { DefaultRequestVersion = Version.Parse(version), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{_outside}/"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, proxy.Log());
        answer.Headers.Where(header => header.Key.StartsWith("x-", StringComparison.Ordinal)).Select(header => header.Value.Single().Length).ShouldBe(Enumerable.Repeat(length, count));
    }

    [ProgramFact("haproxy")]
    public async Task Has_room_for_a_thousand_streams_on_a_connection()
    {
        await using var server = await SlowServer.StartAsync(http2: true);
        await using var proxy = await RunningHaProxy.StartAsync(null, ("upstreams", $"a@{_outside}=grpc://127.0.0.1:{server.Port}"));
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false };
        using var client = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var streams = Enumerable.Range(0, 1000).Select(_ => client.GetStringAsync(new Uri($"http://127.0.0.1:{_outside}/"))).ToArray();
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

    private static async Task<WebApplication> StartAnsweringAsync(int count, int length)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            for (var i = 0; i < count; i++)
            {
                context.Response.Headers[$"x-{i}"] = new string('x', length);
            }

            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
