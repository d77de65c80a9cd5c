using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Injector.Certificates.Tests;

public sealed class CertificatePairReaderTests
{
    private static readonly CertificateAuthority Authority =
        CertificateAuthority.Create("test", TimeSpan.FromDays(30), TimeProvider.System);

    [Fact]
    public void Reads_a_chain_and_an_ecdsa_key()
    {
        using var issued = Issue();

        Read(issued.Leaf.ExportCertificatePem() + "\n" + Authority.CertificatePem, EcKey(issued), out var pair, out _).ShouldBeTrue();

        using (pair)
        {
            pair!.Leaf.SerialNumber.ShouldBe(issued.Leaf.SerialNumber);
            pair.Leaf.HasPrivateKey.ShouldBeTrue();
            pair.Chain.ShouldHaveSingleItem().ExportCertificatePem().ShouldBe(Authority.CertificatePem.Trim());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_keys_in_their_older_spellings(bool isRsa)
    {
        var (certificate, key) = isRsa ? SelfSignedRsa() : SelfSignedEc();

        Read(certificate, key, out var pair, out var error).ShouldBeTrue(error);

        pair!.Leaf.HasPrivateKey.ShouldBeTrue();
        pair.Dispose();
    }

    [Fact]
    public void Ends_with_the_first_certificate_that_ends()
    {
        using var shortLived = CertificateAuthority.Create("short", TimeSpan.FromDays(1), TimeProvider.System);
        using var issued = Issue();
        Read(issued.Leaf.ExportCertificatePem() + "\n" + shortLived.CertificatePem, EcKey(issued), out var pair, out _).ShouldBeTrue();

        pair!.NotAfter.ShouldBe(shortLived.NotAfter);
        pair.Dispose();
    }

    [Fact]
    public void Names_the_key_file_when_the_key_is_of_another_certificate()
    {
        using var one = Issue();
        using var other = Issue();

        Read(one.Leaf.ExportCertificatePem(), EcKey(other), out _, out var error).ShouldBeFalse();

        error.ShouldNotBeNull();
        error.ShouldStartWith("tls.key does not belong to the first certificate in tls.crt");
    }

    [Fact]
    public void Refuses_a_certificate_with_a_key_on_a_curve_that_nobody_knows()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unknown = new PublicKey(new Oid("1.2.840.10045.2.1"), new AsnEncodedData([0x06, 0x03, 0x2a, 0x03, 0x04]), new AsnEncodedData([0x04, 0x01, 0x02]));
        var request = new CertificateRequest(new X500DistinguishedName("CN=odd"), unknown, HashAlgorithmName.SHA256);
        using var odd = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), [1]);
        using var other = Issue();

        Read(odd.ExportCertificatePem(), EcKey(other), out _, out var error).ShouldBeFalse();

        error.ShouldBe("the first certificate in tls.crt holds a damaged public key, or one on an unknown curve: use P-256, P-384 or RSA.");
    }

    [Fact]
    public void Says_that_the_serving_certificate_must_stand_first()
    {
        using var issued = Issue();

        Read(Authority.CertificatePem + issued.Leaf.ExportCertificatePem(), EcKey(issued), out _, out var error).ShouldBeFalse();

        error!.ShouldContain("must stand first");
    }

    [Fact]
    public void Says_when_the_files_are_swapped()
    {
        using var issued = Issue();

        Read(EcKey(issued), issued.Leaf.ExportCertificatePem(), out _, out var error).ShouldBeFalse();

        error.ShouldBe("tls.crt holds no certificate: expected a block that begins with '-----BEGIN CERTIFICATE-----'.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    public void Says_when_there_is_no_key(string key)
    {
        using var issued = Issue();

        Read(issued.Leaf.ExportCertificatePem(), key, out _, out var error).ShouldBeFalse();

        error!.ShouldStartWith("tls.key holds no private key");
    }

    [Fact]
    public void Says_when_the_key_is_encrypted()
    {
        using var issued = Issue();
        using var key = issued.Leaf.GetECDsaPrivateKey()!;
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

        Read(issued.Leaf.ExportCertificatePem(), encrypted, out _, out var error).ShouldBeFalse();

        error!.ShouldContain("tls.key holds an encrypted key");
    }

    [Fact]
    public void Says_when_the_key_is_of_another_kind()
    {
        using var issued = Issue();
        var (_, rsaKey) = SelfSignedRsa();

        Read(issued.Leaf.ExportCertificatePem(), rsaKey, out _, out var error).ShouldBeFalse();

        error.ShouldNotBeNull();
        error.ShouldContain("tls.key");
        error.ShouldContain("ECDSA");
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----")]
    public void Says_when_a_certificate_is_damaged(string certificate)
    {
        using var issued = Issue();

        Read(certificate, EcKey(issued), out _, out var error).ShouldBeFalse();

        error!.ShouldStartWith("tls.crt holds ");
    }

    [Fact]
    public void Says_when_a_key_is_damaged()
    {
        using var issued = Issue();

        Read(issued.Leaf.ExportCertificatePem(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", out _, out var error).ShouldBeFalse();

        error!.ShouldStartWith("tls.key holds a key that cannot be read");
    }

    private static bool Read(string certificate, string key, out CertificatePair? pair, out string? error) => CertificatePairReader.TryRead(
        new PemSource("tls.crt", Encoding.UTF8.GetBytes(certificate)), new PemSource("tls.key", Encoding.UTF8.GetBytes(key)), out pair, out error);

    private static CertificatePair Issue() => Authority.Issue(ServerNames.Local("localhost"), TimeSpan.FromDays(10));

    private static string EcKey(CertificatePair pair)
    {
        using var key = pair.Leaf.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static (string Certificate, string Key) SelfSignedRsa()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=rsa", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return (certificate.ExportCertificatePem(), key.ExportRSAPrivateKeyPem());
    }

    private static (string Certificate, string Key) SelfSignedEc()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ec", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return (certificate.ExportCertificatePem(), key.ExportECPrivateKeyPem());
    }
}
