using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>An authority and certificates by it, made at run time, kept by Secret and key.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly Dictionary<(string Name, string Key), string> _contents = [];
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestCertificates()
    {
        var request = new CertificateRequest("CN=test authority", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        Authority = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
        AuthorityPem = Authority.ExportCertificatePem();
        _contents[("ca", "ca.crt")] = AuthorityPem;
    }

    public X509Certificate2 Authority { get; }

    public string AuthorityPem { get; }

    /// <summary>Makes a Secret of type <c>kubernetes.io/tls</c>.</summary>
    public TestCertificates WithSecret(string name, string dnsName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={dnsName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(dnsName);
        request.CertificateExtensions.Add(names.Build());
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7f;
        using var certificate = request.Create(Authority, Authority.NotBefore, Authority.NotAfter, serial);
        _contents[(name, "tls.crt")] = certificate.ExportCertificatePem();
        _contents[(name, "tls.key")] = key.ExportPkcs8PrivateKeyPem();
        return this;
    }

    /// <summary>Makes a Secret whose certificate cannot be read.</summary>
    public TestCertificates WithBrokenSecret(string name)
    {
        _contents[(name, "tls.crt")] = "not a certificate";
        return this;
    }

    /// <summary>What a Secret or ConfigMap has under a key.</summary>
    public string Content(string name, string key) => _contents[(name, key)];

    public void Dispose()
    {
        Authority.Dispose();
        _authorityKey.Dispose();
    }
}
