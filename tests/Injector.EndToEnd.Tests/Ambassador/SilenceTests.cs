using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Connections on which little happens for long, through a real HAProxy.</summary>
public sealed class SilenceTests
{
    private readonly int _local = FreePort.Next();

    [ProgramFact("haproxy")]
    public async Task Asks_silent_servers_and_clients_whether_they_are_there()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        await using var proxy = await StartAsync($"tcp://127.0.0.1:{port}");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _local);
        using var accepted = await server.AcceptTcpClientAsync();

        await Answers.UntilAsync(() => Task.FromResult(
            KeepsAlive(socket => socket.Remote == port) && KeepsAlive(socket => socket.Local == _local && socket.Remote == ((IPEndPoint)client.Client.LocalEndPoint!).Port)));
    }

    [ProgramFact("haproxy")]
    public async Task Keeps_the_connection_of_a_client_between_requests_as_long_as_told()
    {
        await using var app = new RawServer();
        var (brief, lasting) = (FreePort.Next(), FreePort.Next());

        // The limit for a request is that of the pause before it too, unless there is another.
        await using var proxy = await RunningHaProxy.StartChangedAsync(
            text => text.Replace("timeout http-request 30s", "timeout http-request 500ms", StringComparison.Ordinal),
            ("inbound", $"{brief}=http://localhost:{app.Port}?idle=3s\n{lasting}=http://localhost:{app.Port}"));
        using var lastingly = await ConnectAsync(lasting);
        using var briefly = await ConnectAsync(brief);

        // The one is closed by its own limit, which the test waits for; the other has then been silent for longer.
        (await briefly.GetStream().ReadAsync(new byte[1])).ShouldBe(0);
        await QueryAsync(lastingly);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Serves_others_while_many_read_slowly()
    {
        const int Slow = 300;
        var folder = Directory.CreateTempSubdirectory("injector-slow");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "large"), new byte[8 << 20]);
        await using var server = await NginxBackend.StartAsync("", $"location /large {{ root {folder.FullName}; }} location / {{ return 200 small; }}");
        await using var proxy = await RunningHaProxy.StartAsync(null, ("memory", "64Mi"), ("upstreams", $"a@{_local}=http://127.0.0.1:{server.Port}"));
        var readers = new List<TcpClient>();
        for (var i = 0; i < Slow; i++)
        {
            var reader = new TcpClient { ReceiveBufferSize = 4096 };
            readers.Add(reader);
            await reader.ConnectAsync(IPAddress.Loopback, _local);
            await reader.GetStream().WriteAsync("GET /large HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
            await reader.GetStream().ReadExactlyAsync(new byte[1]);
        }

        (await Answers.GetAsync(new Uri($"http://127.0.0.1:{_local}/"))).ShouldBe("small");
        (await Answers.GetAsync(new Uri(proxy.Admin, "ready"))).ShouldBe("ready");
        readers.ForEach(reader => reader.Dispose());
        folder.Delete(recursive: true);
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await QueryAsync(client);
        return client;
    }

    private static async Task QueryAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        (await RawServer.ReadAnswerAsync(client.GetStream())).ShouldStartWith("HTTP/1.1 200");
    }

    /// <summary>
    /// Whether Linux's timer of the one such socket of this network is that of keepalive (2) and goes off within the minute that is asked for; Linux's own would
    /// take two hours. The table counts hundredths of a second (proc_net_tcp of its documentation).
    /// </summary>
    private static bool KeepsAlive(Func<(int Local, int Remote), bool> which)
    {
        foreach (var fields in File.ReadLines("/proc/net/tcp").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            const string Established = "01";
            if (fields[3] == Established && which((Port(fields[1]), Port(fields[2]))))
            {
                var timer = fields[5].Split(':');
                return timer[0] == "02" && Convert.ToInt64(timer[1], 16) <= 60_00;
            }
        }

        return false;

        static int Port(string address) => Convert.ToInt32(address.Split(':')[1], 16);
    }

    private Task<RunningHaProxy> StartAsync(string address) => RunningHaProxy.StartAsync(null, ("upstreams", $"a@{_local}={address}"));
}
