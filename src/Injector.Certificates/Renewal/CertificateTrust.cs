using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates.Renewal;

/// <summary>Who has signed what. Times are left out: whether something is valid now is another question.</summary>
internal static class CertificateTrust
{
    internal static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    internal static bool IsSignedBy(CertificatePair pair, X509Certificate2 authority) => IsTrustedBy(pair, [authority]);

    /// <summary>Whether a client that trusts these authorities takes the pair.</summary>
    internal static bool IsTrustedBy(CertificatePair pair, X509Certificate2Collection authorities)
    {
        using var chain = Chain(pair);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(pair.Leaf);
    }

    /// <summary>Whether a client takes the pair that trusts what this system does.</summary>
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
