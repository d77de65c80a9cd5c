using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Kubernetes.Connection;

/// <summary>
/// Opens connections to the API server. The handshake is done here instead of in the HTTP client because the authorities and our certificate may change between
/// two connections, and because the name in the certificate may differ from the address (<c>tls-server-name</c>). The library's client reads authorities and
/// certificate once, when it is created, and writes the name into the <c>Host</c> header, which gateways use for routing.
/// </summary>
internal sealed class ServerDialer(ClusterConnection connection)
{
    // A connection that a firewall has dropped is detected within a minute, even if its watch is quiet.
    private const int KeepAliveSeconds = 30;
    private const int KeepAliveProbes = 3;
    private const int KeepAliveProbeSeconds = 10;

    internal async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return connection.Server.Scheme == Uri.UriSchemeHttps ? await SecureAsync(stream, cancellationToken) : stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveProbeSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
    }

    private async Task<Stream> SecureAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var credential = await connection.Credentials.GetAsync(cancellationToken);
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(credential.Certificate), cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private SslClientAuthenticationOptions Options(X509Certificate2? certificate)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = connection.Configuration.TlsServerName ?? connection.Server.IdnHost,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = connection.Trust.ChainPolicy(),
            ClientCertificates = certificate is null ? null : [certificate],
        };
        if (connection.Configuration.SkipTlsVerify)
        {
            options.RemoteCertificateValidationCallback = static (_, remote, _, _) => remote is not null;
        }

        return options;
    }
}
