using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Injector.Certificates;
using Injector.Server.Options;

namespace Injector.Server.Certificates;

/// <summary>What the HTTPS endpoint starts with.</summary>
/// <param name="Pair">The serving certificate.</param>
/// <param name="ClientAuthorities">Authorities of client certificates; none when clients need no certificate.</param>
/// <param name="Content">The files that it was read from.</param>
/// <param name="AuthorityPem">The ephemeral authority that clients have to trust; <see langword="null"/> when the certificate came from files.</param>
internal sealed record ServingMaterial(
    CertificatePair Pair, ImmutableArray<X509Certificate2> ClientAuthorities, TlsFileContent Content, string? AuthorityPem)
{
    internal static ServingMaterial Load(ServerOptions options, TimeProvider time)
    {
        if (!TlsFiles.From(options).TryRead(out var content, out var error) || !content.TryDecode(out var decoded, out error))
        {
            throw new StartupException(error);
        }

        if (decoded.Pair is { } pair)
        {
            return new ServingMaterial(pair, decoded.ClientAuthorities, content, null);
        }

        var throwAway = EphemeralCertificate.Create(Environment.MachineName, time);
        return new ServingMaterial(throwAway.Pair, decoded.ClientAuthorities, content, options.Certificates == CertificateMode.Self ? null : throwAway.AuthorityPem);
    }
}
