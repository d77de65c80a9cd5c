using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>What takes long on purpose, through a real HAProxy whose usual limit for an answer is made short.</summary>
public sealed class StreamingTests
{
    private const string DefaultLimit = "inspect-delay 15s";
    private const string ShortLimit = "inspect-delay 500ms";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private readonly int _local = FreePort.Next();

    private Uri Local => new($"http://127.0.0.1:{_local}/");

    [ProgramFact("haproxy")]
    public async Task Gives_up_a_server_that_does_not_begin_to_answer()
    {
        await using var server = await SlowServer.StartAsync();
        await using var proxy = await StartAsync($"http://127.0.0.1:{server.Port}?retries=0");
        (await Answers.GetManyAsync(Local, 1)).WithStatus(HttpStatusCode.GatewayTimeout).ShouldBe(1);
        (await Answers.SendManyAsync(HttpMethod.Post, Local, 1)).WithStatus(HttpStatusCode.GatewayTimeout).ShouldBe(1);
    }

    [ProgramFact("haproxy")]
    public async Task Gives_up_a_server_that_does_not_begin_to_answer_a_body_that_came_with_the_head()
    {
        await using var server = await SlowServer.StartAsync();
        await using var proxy = await StartAsync($"http://127.0.0.1:{server.Port}");
        var answer = await RawServer.QueryAsync(_local, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
        answer.ShouldStartWith("HTTP/1.1 504 ");
        answer.ShouldNotContain("502");
    }

    [ProgramTheory("haproxy")]
    [InlineData("Content-Length: 4", "body")]
    [InlineData("Transfer-Encoding: chunked", "4\r\nbody\r\n0\r\n\r\n")]
    public async Task Waits_without_a_limit_for_the_answer_to_a_body_that_came_behind_the_head(string length, string body)
    {
        await using var server = await SlowServer.StartAsync();
        await using var proxy = await StartAsync($"http://127.0.0.1:{server.Port}");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _local);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: a\r\n{length}\r\n\r\n"));
        await server.WaitForRequestsAsync(1);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body));

        // That nothing happens within the time of the limit is what is tried here, and HAProxy goes by no clock but its own.
        await Task.Delay(Silence);
        server.Release();
        (await RawServer.ReadAnswerAsync(stream)).ShouldStartWith("HTTP/1.1 200 ");
    }

    [ProgramFact("haproxy")]
    public async Task Ends_no_answer_that_has_begun()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var proxy = await StartAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}?retries=0");
        using var client = new HttpClient();
        var asked = client.GetStreamAsync(Local);
        using var connection = await listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        await stream.WriteAsync("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n"u8.ToArray());
        await using var events = await asked;

        // Silence for longer than the limit is what is tried here, and HAProxy goes by no clock but its own.
        await Task.Delay(Silence);
        await stream.WriteAsync("data: 2\n\n"u8.ToArray());
        connection.Close();
        using var reader = new StreamReader(events);
        (await reader.ReadToEndAsync()).ShouldBe("data: 1\n\ndata: 2\n\n");
    }

    [ProgramFact("haproxy")]
    public async Task Waits_for_a_request_that_takes_its_time()
    {
        await using var server = new RawServer();
        await using var proxy = await StartAsync($"http://127.0.0.1:{server.Port}");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _local);
        var stream = client.GetStream();
        await stream.WriteAsync("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"u8.ToArray());
        await Task.Delay(Silence);
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        (await RawServer.ReadAnswerAsync(stream)).ShouldStartWith("HTTP/1.1 200");
    }

    [ProgramTheory("haproxy")]
    [InlineData("none")]
    [InlineData("0")]
    public async Task Waits_without_end_where_told(string timeout)
    {
        var pod = await InjectedPod.CreateAsync(("upstreams", $"a@{_local}=http://127.0.0.1:1?timeout={timeout}&idle=7m"));
        pod.Configuration.ShouldContain("timeout server 420s");
        pod.Configuration.ShouldNotContain("inspect-delay");
    }

    private Task<RunningHaProxy> StartAsync(string address) =>
        RunningHaProxy.StartChangedAsync(text => text.Replace(DefaultLimit, ShortLimit, StringComparison.Ordinal).Replace("lt 15000", "lt 500", StringComparison.Ordinal), ("upstreams", $"a@{_local}={address}"));
}
