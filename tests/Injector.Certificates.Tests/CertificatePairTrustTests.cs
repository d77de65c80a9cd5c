using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates.Tests;

/// <summary>Whom clients have to trust: any certificate on the way, as API servers do.</summary>
public sealed class CertificatePairTrustTests : IDisposable
{
    private static readonly DateTimeOffset Begin = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly X509Certificate2 _root = Authority("root", null);
    private readonly X509Certificate2 _intermediate;
    private readonly CertificatePair _pair;

    public CertificatePairTrustTests()
    {
        _intermediate = Authority("intermediate", _root);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        using var leaf = request.Create(_intermediate, Begin, Begin.AddDays(10), [1, 2, 3]);
        _pair = new CertificatePair(leaf.CopyWithPrivateKey(key), [_intermediate]);
    }

    [Fact]
    public void The_root_is_an_anchor() => _pair.IsTrustedBy(_root.ExportCertificatePem()).ShouldBeTrue();

    [Fact]
    public void So_is_the_intermediate_alone() => _pair.IsTrustedBy(_intermediate.ExportCertificatePem()).ShouldBeTrue();

    [Fact]
    public void Another_of_the_same_name_is_none()
    {
        using var other = Authority("root", null);
        using var stranger = Authority("intermediate", other);

        _pair.IsTrustedBy(other.ExportCertificatePem()).ShouldBeFalse();
        _pair.IsTrustedBy(stranger.ExportCertificatePem()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Neither_is_nothing_nor_what_cannot_be_read(string authorities) => _pair.IsTrustedBy(authorities).ShouldBeFalse();

    public void Dispose()
    {
        _pair.Dispose();
        _intermediate.Dispose();
        _root.Dispose();
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(Begin, Begin.AddDays(30));
        }

        using var certificate = request.Create(issuer, Begin, Begin.AddDays(20), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
