using System.Net.Sockets;
using System.Text;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Clients that asked once and keep their connections.</summary>
internal sealed class IdleClients : IDisposable
{
    private readonly List<TcpClient> _held = [];

    /// <summary>Connects, asks, and reads the beginning of the answer.</summary>
    /// <returns>Whether there was one; else the connection was closed.</returns>
    public async Task<bool> AddAsync(int port)
    {
        var client = new TcpClient();
        _held.Add(client);
        var start = new byte["HTTP/1.1 200 ".Length];
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            var stream = client.GetStream();
            await stream.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            await stream.ReadExactlyAsync(start);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            return false;
        }

        Encoding.ASCII.GetString(start).ShouldBe("HTTP/1.1 200 ");
        return true;
    }

    public void Dispose()
    {
        _held.ForEach(client => client.Dispose());
        _held.Clear();
    }
}
