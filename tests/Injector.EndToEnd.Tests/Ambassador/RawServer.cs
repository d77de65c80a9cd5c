using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>
/// A server that shows what reached it byte by byte: it answers a request with the request's own head, and gives in to every upgrade that is asked for, after
/// which it answers whatever comes.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    public RawServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections it has accepted.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Sends bytes, and reads until an answer is whole or the other side closes.</summary>
    /// <param name="port">Where to.</param>
    /// <param name="request">The bytes, as ASCII.</param>
    public static async Task<string> QueryAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        return await ReadAnswerAsync(stream);
    }

    /// <summary>Reads a head, and the body that it announces.</summary>
    public static async Task<string> ReadAnswerAsync(Stream stream)
    {
        var head = await ReadHeadAsync(stream);
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return head + Encoding.ASCII.GetString(body);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            while (await ReadHeadAsync(stream) is { Length: > 0 } head)
            {
                if (head.Contains("\r\nupgrade:", StringComparison.OrdinalIgnoreCase))
                {
                    await stream.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: any\r\n\r\n"u8.ToArray());
                    continue;
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(FormattableString.Invariant($"HTTP/1.1 200 OK\r\ncontent-length: {head.Length}\r\n\r\n{head}")));
            }
        }
        catch (IOException)
        {
            // The other side is gone.
        }
    }

    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (await stream.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                return head.ToString();
            }
        }

        return "";
    }
}
