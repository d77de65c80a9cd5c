using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates;

/// <summary>Determines which authority has signed what. Validity periods are ignored, because they are checked separately.</summary>
internal static class CertificateTrust
{
    internal static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    internal static bool IsSignedBy(CertificatePair pair, X509Certificate2 authority) => IsTrustedBy(pair, [authority]);

    /// <summary>
    /// Whether a client that trusts these authorities accepts the pair. Any of them may be a trust anchor, even an intermediate one: so it is in Go, which API
    /// servers are written in, but not in .NET by default.
    /// </summary>
    internal static bool IsTrustedBy(CertificatePair pair, X509Certificate2Collection authorities)
    {
        using var chain = Chain(pair);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        chain.ChainPolicy.VerificationFlags |= X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(pair.Leaf) && chain.ChainElements.Any(element => authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)));
    }

    /// <summary>Whether a client that trusts what this system trusts accepts the pair.</summary>
    internal static bool IsTrustedBySystem(CertificatePair pair)
    {
        using var chain = Chain(pair);
        return chain.Build(pair.Leaf);
    }

    internal static bool IsGoodFor(CertificatePair pair, ServerNames names) =>
        names.DnsNames.All(name => pair.Leaf.MatchesHostname(name, allowCommonName: false))
        && names.Addresses.All(address => pair.Leaf.MatchesHostname(address.ToString(), allowCommonName: false));

    private static X509Chain Chain(CertificatePair pair)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        chain.ChainPolicy.ExtraStore.AddRange(pair.Chain.ToArray());
        return chain;
    }
}
