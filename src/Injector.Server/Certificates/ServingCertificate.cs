using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Injector.Certificates;

namespace Injector.Server.Certificates;

/// <summary>
/// The TLS settings that new connections get, replaced whole on reload. The certificate context, with its chain, is built once per certificate;
/// a certificate selector would build it for every handshake.
/// </summary>
internal sealed class ServingCertificate(
    CertificatePair first, IReadOnlyList<X509Certificate2> clientAuthorities, bool isProvisional = false, ClientNames? clientNames = null)
{
    private readonly Lock _writing = new();
    private volatile Served _current = Serve(first, clientAuthorities, isProvisional, clientNames);

    /// <summary>Whether the pair is only a placeholder that lets the endpoint open until the shared one is known; no client trusts it.</summary>
    internal bool IsProvisional => _current.IsProvisional;

    /// <summary>What a handshake uses.</summary>
    internal SslServerAuthenticationOptions Options => _current.Options;

    /// <summary>The certificate that is served; never disposed, because handshakes may still use it.</summary>
    internal CertificatePair Pair => _current.Pair;

    /// <summary>Serves another pair; the client authorities stay.</summary>
    internal void Replace(CertificatePair pair)
    {
        lock (_writing)
        {
            _current = Serve(pair, _current.Authorities, isProvisional: false, clientNames);
        }
    }

    /// <summary>Serves another pair and accepts client certificates of other authorities.</summary>
    internal void Replace(CertificatePair pair, IReadOnlyList<X509Certificate2> authorities)
    {
        lock (_writing)
        {
            _current = Serve(pair, authorities, isProvisional: false, clientNames);
        }
    }

    /// <summary>Accepts client certificates of other authorities; the pair stays.</summary>
    internal void ReplaceClientAuthorities(IReadOnlyList<X509Certificate2> authorities)
    {
        lock (_writing)
        {
            _current = Serve(_current.Pair, authorities, _current.IsProvisional, clientNames);
        }
    }

    private static Served Serve(CertificatePair pair, IReadOnlyList<X509Certificate2> authorities, bool isProvisional, ClientNames? names)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(pair.Leaf, [.. pair.Chain], offline: true),

            // The API server itself offers nothing older; TLS 1.0 and 1.1 are retired by RFC 8996.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        };
        if (authorities.Count > 0)
        {
            RequireClientCertificate(options, authorities);
            options.RemoteCertificateValidationCallback = names is null ? null : (_, client, _, errors) => names.Accept(client, errors);
        }

        return new Served(pair, authorities, options, isProvisional);
    }

    private static void RequireClientCertificate(SslServerAuthenticationOptions options, IReadOnlyList<X509Certificate2> authorities)
    {
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
    }

    private sealed record Served(CertificatePair Pair, IReadOnlyList<X509Certificate2> Authorities, SslServerAuthenticationOptions Options, bool IsProvisional);
}
