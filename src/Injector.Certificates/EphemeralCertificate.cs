namespace Injector.Certificates;

/// <summary>
/// A serving certificate for this machine, created in memory together with its authority, for running outside a cluster. Both are gone with the process; the
/// authority's key is discarded as soon as the certificate is signed.
/// </summary>
public sealed class EphemeralCertificate : IDisposable
{
    /// <summary>Longer than any trial runs.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private EphemeralCertificate(CertificatePair pair, string authorityPem)
    {
        Pair = pair;
        AuthorityPem = authorityPem;
    }

    /// <summary>The serving certificate for <c>localhost</c>, <c>127.0.0.1</c>, <c>::1</c> and the host name.</summary>
    public CertificatePair Pair { get; }

    /// <summary>The authority's certificate as PEM, which a client has to trust.</summary>
    public string AuthorityPem { get; }

    /// <summary>Creates the certificate.</summary>
    /// <param name="hostName">The machine's host name.</param>
    /// <param name="time">The clock.</param>
    public static EphemeralCertificate Create(string hostName, TimeProvider time)
    {
        using var authority = CertificateAuthority.Create("Injector throw-away authority", Lifetime, time);
        return new EphemeralCertificate(authority.Issue(ServerNames.Local(hostName), Lifetime), authority.CertificatePem);
    }

    /// <inheritdoc/>
    public void Dispose() => Pair.Dispose();
}
