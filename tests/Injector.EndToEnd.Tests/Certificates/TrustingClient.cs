using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>Shakes hands with a server as a client that trusts certain authorities and no others.</summary>
internal static class TrustingClient
{
    internal static async Task<bool> TrustsAsync(this Replica replica, string authoritiesPem)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPem(authoritiesPem);
        try
        {
            await using var tls = await ConnectAsync(replica, new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = trust });
            return true;
        }
        catch (AuthenticationException)
        {
            return false;
        }
    }

    /// <summary>The serial number of the certificate that new connections get.</summary>
    internal static async Task<string> ServedSerialNumberAsync(this Replica replica)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, remote, _, _) => remote is not null };
        await using var tls = await ConnectAsync(replica, options);
        return new X509Certificate2(tls.RemoteCertificate!).SerialNumber;
    }

    private static async Task<SslStream> ConnectAsync(Replica replica, SslClientAuthenticationOptions options)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, replica.Running.Address.Port);
        var tls = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(options);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
