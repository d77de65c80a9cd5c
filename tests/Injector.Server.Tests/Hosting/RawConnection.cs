using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Injector.Server.Tests.Hosting;

/// <summary>A TLS connection on which a test says byte for byte what goes over the wire.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private const int MaxAnswer = 1024 * 1024;

    private readonly TcpClient _socket;
    private readonly SslStream _tls;

    private RawConnection(TcpClient socket, SslStream tls)
    {
        _socket = socket;
        _tls = tls;
    }

    internal static async Task<RawConnection> OpenAsync(Uri address)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, remote, _, _) => remote is not null);
        await tls.AuthenticateAsClientAsync("localhost");
        return new RawConnection(socket, tls);
    }

    internal Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    internal async Task SendAsync(byte[] bytes)
    {
        await _tls.WriteAsync(bytes);
        await _tls.FlushAsync();
    }

    /// <summary>Says that no more is sent, so that the server does not wait for the rest of a request.</summary>
    internal Task EndAsync() => _tls.ShutdownAsync();

    /// <summary>Everything received until a text has come.</summary>
    internal async Task<string> ReceiveAsync(string until)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!received.ToString().Contains(until, StringComparison.Ordinal) && received.Length < MaxAnswer)
        {
            var count = await _tls.ReadAsync(buffer);
            if (count == 0)
            {
                break;
            }

            received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return received.ToString();
    }

    /// <summary>Whether the server has closed its side after everything that was received.</summary>
    internal async Task<bool> IsClosedAsync() => await _tls.ReadAsync(new byte[1]) == 0;

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _socket.Dispose();
    }
}
