using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>What a new connection is shown.</summary>
internal static class ServedCertificate
{
    /// <summary>The serial number of the certificate that is served at a port of this machine.</summary>
    internal static async Task<string> SerialNumberAsync(int port)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, remote, _, _) => remote is not null);
        await tls.AuthenticateAsClientAsync("localhost");
        using var served = new X509Certificate2(tls.RemoteCertificate!);
        return served.SerialNumber;
    }
}
