using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Survey;

/// <summary>Fetches the certificate from the webhook itself if it is reachable from here: by its URL, an external name, or inside the cluster.</summary>
internal static class PresentedCertificate
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>The certificate of the first entry that answers; <see langword="null"/> when none does.</summary>
    public static async Task<SeenCertificate?> FindAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        var listenerPorts = facts.PodEntries.Select(entry => (Address: Address(entry, facts), entry.ServerName)).Distinct();
        foreach (var (address, name) in listenerPorts)
        {
            if (address is { } listenerPort && await ShakeHandsAsync(listenerPort.Host, listenerPort.Port, name, cancellation) is { } seen)
            {
                return seen;
            }
        }

        return null;
    }

    private static (string Host, int Port)? Address(WebhookEntry entry, ClusterFacts facts) => entry switch
    {
        { Url: { } url } => (url.IdnHost.Trim('[', ']'), url.Port),
        { Service: { } service } when facts.Service.Known is { ExternalName: { Length: > 0 } outside } => (outside, service.Port),
        { Service: { } service } when facts.Scope.IsInCluster => (entry.ServerName, service.Port),
        _ => null,
    };

    private static async Task<SeenCertificate?> ShakeHandsAsync(string host, int port, string name, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        SeenCertificate? seen = null;
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(host, port, limit.Token);
            await using var tls = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = name,
                RemoteCertificateValidationCallback = (_, leaf, chain, _) =>
                {
                    // Only the certificate is wanted, so the handshake may end here whether it is valid or not.
                    seen = leaf is X509Certificate2 certificate ? Seen(name, certificate, chain) : null;
                    return false;
                },
            };
            await tls.AuthenticateAsClientAsync(options, limit.Token);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested
            && exception is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            // Unreachable, or aborted on purpose; the captured certificate tells which.
        }

        return seen;
    }

    private static SeenCertificate Seen(string name, X509Certificate2 leaf, X509Chain? chain) => new(
        $"as {name} presents it",
        X509CertificateLoader.LoadCertificate(leaf.RawData),
        [.. (chain?.ChainPolicy.ExtraStore ?? []).Select(other => X509CertificateLoader.LoadCertificate(other.RawData))]);
}
