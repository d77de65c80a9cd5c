using System.Net;
using System.Net.Sockets;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Hosting;

/// <summary>A client that, like an API server, stays on its connection as long as it may, and tells how many it needed.</summary>
internal sealed class CountingClient : IDisposable
{
    private readonly WebhookUnderTest _webhook;
    private readonly HttpClient _client;
    private int _connections;

    internal CountingClient(WebhookUnderTest webhook, Version version)
    {
        _webhook = webhook;
        _client = webhook.NewClient(version, connect: ConnectAsync);
    }

    internal int Connections => _connections;

    /// <summary>Has a review answered, with success.</summary>
    /// <returns>Whether the answer asked for a new connection in the way of HTTP/1.1.</returns>
    internal async Task<bool> ReviewAsync()
    {
        using var answer = await _webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes(), _client);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer.Headers.ConnectionClose == true;
    }

    /// <summary>
    /// Has reviews answered, 100 at most, until the client is on another connection. With HTTP/2 a frame says so, which may come behind the answer that
    /// brought it about; requests until then are answered on the old one.
    /// </summary>
    internal async Task ReviewUntilMovedAsync()
    {
        var before = _connections;
        for (var i = 0; i < 100 && _connections == before; i++)
        {
            await ReviewAsync();
        }

        _connections.ShouldBe(before + 1);
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
