using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates;

/// <summary>A certificate authority (ECDSA P-256) that signs serving certificates. Its key stays in memory.</summary>
public sealed class CertificateAuthority : IDisposable
{
    /// <summary>
    /// How far certificates are backdated, so that a peer with a slow clock accepts them at once: an hour, which also covers machines that mistake local time
    /// for UTC by one hour of summer time.
    /// </summary>
    internal static readonly TimeSpan Backdating = TimeSpan.FromHours(1);

    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 certificate, TimeProvider time)
    {
        _certificate = certificate;
        _time = time;
    }

    /// <summary>Start of validity of the authority's own certificate, backdated.</summary>
    internal DateTimeOffset NotBefore => _certificate.NotBefore.ToUniversalTime();

    /// <summary>End of validity of the authority's own certificate.</summary>
    public DateTimeOffset NotAfter => _certificate.NotAfter.ToUniversalTime();

    /// <summary>The authority's certificate as PEM, without its key: what clients need in order to trust it.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>When the authority was created, by its creator's clock.</summary>
    internal DateTimeOffset Made => MadeAt(_certificate);

    /// <summary>The authority's key as PEM (PKCS#8, not encrypted), for the one place that stores it.</summary>
    internal string KeyPem => KeyText.Of(_certificate);

    /// <summary>The authority's certificate; it has its private key.</summary>
    internal X509Certificate2 Certificate => _certificate;

    /// <summary>When an authority was created, by its creator's clock.</summary>
    internal static DateTimeOffset MadeAt(X509Certificate2 authority) => (DateTimeOffset)authority.NotBefore.ToUniversalTime() + Backdating;

    /// <summary>Loads an existing authority.</summary>
    /// <param name="certificate">Its certificate with its private key; owned by the authority from now on.</param>
    /// <param name="time">The clock.</param>
    internal static CertificateAuthority TakeUp(X509Certificate2 certificate, TimeProvider time) => new(certificate, time);

    /// <summary>Creates a new authority.</summary>
    /// <param name="commonName">Name shown to people; irrelevant for verification.</param>
    /// <param name="lifetime">How long it is valid from now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="names">The names for which it may sign, including subdomains; <see langword="null"/> for any.</param>
    public static CertificateAuthority Create(string commonName, TimeSpan lifetime, TimeProvider time, ServerNames? names = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(DistinguishedName(commonName), key, HashAlgorithmName.SHA256);

        // RFC 5280 section 4.2.1.9: with a path length of 0 the authority can sign leaf certificates but no further authorities.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));

        if (names is not null)
        {
            request.CertificateExtensions.Add(NameConstraints.Of(names));
        }

        var now = time.GetUtcNow();
        return new CertificateAuthority(request.CreateSelfSigned(now - Backdating, now + lifetime), time);
    }

    /// <summary>Signs a serving certificate with a new key.</summary>
    /// <param name="names">The names it is valid for; at least one.</param>
    /// <param name="lifetime">How long it is valid from now; limited to the authority's own end.</param>
    public CertificatePair Issue(ServerNames names, TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = LeafRequest(names, key);
        var now = _time.GetUtcNow();
        var notBefore = Later(now - Backdating, NotBefore);
        var notAfter = Earlier(now + lifetime, NotAfter);
        using var certificate = request.Create(_certificate, notBefore, notAfter, SerialNumber());
        return new CertificatePair(certificate.CopyWithPrivateKey(key), []);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private CertificateRequest LeafRequest(ServerNames names, ECDsa key)
    {
        var request = new CertificateRequest(DistinguishedName(names.First), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        request.CertificateExtensions.Add(names.ToExtension());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        return request;
    }

    private static X500DistinguishedName DistinguishedName(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(CommonName.Shorten(commonName));
        return builder.Build();
    }

    private static byte[] SerialNumber()
    {
        // RFC 5280 section 4.1.2.2: positive and at most 20 octets; CA/Browser forum: 64 random bits or more.
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>The common name of a certificate: only for people, because verification uses the alternative names.</summary>
internal static class CommonName
{
    /// <summary>Upper bound of RFC 5280 appendix A.1 (<c>ub-common-name</c>).</summary>
    private const int MaximumLength = 64;

    internal static string Shorten(string name) => name.Length <= MaximumLength ? name : name[..MaximumLength];
}
