using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates;

/// <summary>A serving certificate with its key and its intermediates.</summary>
public sealed class CertificatePair : IDisposable
{
    internal CertificatePair(X509Certificate2 leaf, ImmutableArray<X509Certificate2> chain)
    {
        Leaf = leaf;
        Chain = chain;
    }

    /// <summary>The serving certificate; it has its private key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>Certificates sent along with the leaf, in the order of the file.</summary>
    public ImmutableArray<X509Certificate2> Chain { get; }

    /// <summary>Start of the period in which every certificate of the pair is valid.</summary>
    public DateTimeOffset NotBefore => All.Max(certificate => (DateTimeOffset)certificate.NotBefore.ToUniversalTime());

    /// <summary>End of the period in which every certificate of the pair is valid: an expired intermediate breaks the chain just as an expired leaf does.</summary>
    public DateTimeOffset NotAfter => All.Min(certificate => (DateTimeOffset)certificate.NotAfter.ToUniversalTime());

    /// <summary>The leaf and its chain as PEM, in the order of the file.</summary>
    public string CertificatesPem => string.Concat(All.Select(certificate => certificate.ExportCertificatePem() + "\n"));

    /// <summary>The leaf's key as PEM (PKCS#8, not encrypted).</summary>
    public string KeyPem => KeyText.Of(Leaf);

    private IEnumerable<X509Certificate2> All => Chain.Prepend(Leaf);

    /// <summary>Whether the pair may be served at a given time.</summary>
    /// <param name="moment">The time.</param>
    public bool IsValidAt(DateTimeOffset moment) => moment >= NotBefore && moment <= NotAfter;

    /// <summary>Whether clients that trust these authorities accept it. Validity periods are ignored, because they are checked separately.</summary>
    /// <param name="authorities">The authorities as PEM. If empty, those that this system trusts; text that is not PEM names none.</param>
    public bool IsTrustedBy(string authorities)
    {
        ArgumentNullException.ThrowIfNull(authorities);
        if (authorities.Length == 0)
        {
            return CertificateTrust.IsTrustedBySystem(this);
        }

        var named = new X509Certificate2Collection();
        try
        {
            named.ImportFromPem(authorities);
        }
        catch (CryptographicException)
        {
            return false;
        }

        return CertificateTrust.IsTrustedBy(this, named);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in All)
        {
            certificate.Dispose();
        }
    }
}
