using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>TLS of a client that trusts the test's authority alone.</summary>
internal static class Trusting
{
    /// <summary>Finds shop.example at a port of loopback.</summary>
    /// <param name="authority">Whom the client trusts.</param>
    /// <param name="port">The port.</param>
    /// <param name="own">The client's own certificate, with its key.</param>
    public static SocketsHttpHandler Handler(X509Certificate2 authority, int port, X509Certificate2? own = null) => new()
    {
        SslOptions = Options(authority, "shop.example", own),
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    /// <summary>The options of a connection.</summary>
    /// <param name="authority">Whom the client trusts.</param>
    /// <param name="name">The name that the server must have.</param>
    /// <param name="own">The client's own certificate, with its key.</param>
    public static SslClientAuthenticationOptions Options(X509Certificate2 authority, string name, X509Certificate2? own = null)
    {
        var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        chain.CustomTrustStore.Add(authority);
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = chain, TargetHost = name };
        if (own is not null)
        {
            options.ClientCertificates = [X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null)];
        }

        return options;
    }
}
