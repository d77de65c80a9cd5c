using System.Net;
using System.Security.Cryptography.X509Certificates;
using Injector.Testing;

namespace Injector.Certificates.Tests;

public sealed class CertificateAuthorityTests
{
    private static readonly ManualTimeProvider Time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly ServerNames Names = new(["injector.injector.svc", "injector"], [IPAddress.Parse("10.0.0.1")]);

    [Fact]
    public void Signs_leaves_that_chain_to_it()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(365), Time);
        using var pair = authority.Issue(Names, TimeSpan.FromDays(90));

        Verify(pair, authority).ShouldBeEmpty();
    }

    [Fact]
    public void Is_not_trusted_by_those_who_trust_another()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(365), Time);
        using var other = CertificateAuthority.Create("test", TimeSpan.FromDays(365), Time);
        using var pair = authority.Issue(Names, TimeSpan.FromDays(90));

        Verify(pair, other).ShouldNotBeEmpty();
    }

    [Fact]
    public void Is_a_p_256_authority_that_signs_no_further_authorities()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(365), Time);
        using var certificate = X509Certificate2.CreateFromPem(authority.CertificatePem);

        certificate.HasPrivateKey.ShouldBeFalse();
        certificate.GetECDsaPublicKey()!.KeySize.ShouldBe(256);
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().ShouldHaveSingleItem();
        constraints.CertificateAuthority.ShouldBeTrue();
        constraints.PathLengthConstraint.ShouldBe(0);
        constraints.Critical.ShouldBeTrue();
        certificate.Extensions.OfType<X509KeyUsageExtension>().ShouldHaveSingleItem().KeyUsages
            .ShouldBe(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign);
    }

    [Fact]
    public void Gives_leaves_the_extensions_of_a_server()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(365), Time);
        using var certificate = X509Certificate2.CreateFromPem(authority.CertificatePem);
        using var pair = authority.Issue(Names, TimeSpan.FromDays(90));
        var extensions = pair.Leaf.Extensions;

        extensions.OfType<X509BasicConstraintsExtension>().ShouldHaveSingleItem().CertificateAuthority.ShouldBeFalse();
        extensions.OfType<X509KeyUsageExtension>().ShouldHaveSingleItem().KeyUsages.ShouldBe(X509KeyUsageFlags.DigitalSignature);
        extensions.OfType<X509EnhancedKeyUsageExtension>().ShouldHaveSingleItem().EnhancedKeyUsages[0].Value.ShouldBe("1.3.6.1.5.5.7.3.1");
        var names = extensions.OfType<X509SubjectAlternativeNameExtension>().ShouldHaveSingleItem();
        names.EnumerateDnsNames().ShouldBe(Names.DnsNames);
        names.EnumerateIPAddresses().ShouldBe(Names.Addresses);
        var authorityKey = certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes;
        extensions.OfType<X509AuthorityKeyIdentifierExtension>().ShouldHaveSingleItem().KeyIdentifier!.Value.Span
            .SequenceEqual(authorityKey.Span).ShouldBeTrue();
        extensions.OfType<X509SubjectKeyIdentifierExtension>().ShouldHaveSingleItem().SubjectKeyIdentifierBytes.Span
            .SequenceEqual(authorityKey.Span).ShouldBeFalse();
    }

    [Fact]
    public void Dates_leaves_from_the_clock_it_is_given_and_a_little_back()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(365), Time);
        using var pair = authority.Issue(Names, TimeSpan.FromDays(90));

        pair.NotBefore.ShouldBe(Time.GetUtcNow() - TimeSpan.FromHours(1));
        pair.NotAfter.ShouldBe(Time.GetUtcNow() + TimeSpan.FromDays(90));
        pair.IsValidAt(Time.GetUtcNow()).ShouldBeTrue();
        pair.IsValidAt(pair.NotAfter + TimeSpan.FromSeconds(1)).ShouldBeFalse();
        pair.IsValidAt(pair.NotBefore - TimeSpan.FromSeconds(1)).ShouldBeFalse();
    }

    [Fact]
    public void Never_signs_beyond_its_own_end()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(10), Time);
        using var pair = authority.Issue(Names, TimeSpan.FromDays(90));

        pair.NotAfter.ShouldBe(authority.NotAfter);
    }

    [Fact]
    public void Numbers_every_leaf_again()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(10), Time);
        using var one = authority.Issue(Names, TimeSpan.FromDays(1));
        using var other = authority.Issue(Names, TimeSpan.FromDays(1));

        one.Leaf.SerialNumber.ShouldNotBe(other.Leaf.SerialNumber);
        one.Leaf.SerialNumberBytes.Length.ShouldBe(16);
        one.Leaf.SerialNumberBytes.Span[0].ShouldBeInRange((byte)0x40, (byte)0x7F);
    }

    [Fact]
    public void Shortens_a_common_name_that_is_too_long()
    {
        using var authority = CertificateAuthority.Create(new string('x', 100), TimeSpan.FromDays(10), Time);
        using var pair = authority.Issue(new ServerNames([new string('y', 60) + ".example.org"], []), TimeSpan.FromDays(1));

        Verify(pair, authority).ShouldBeEmpty();
    }

    [Fact]
    public void Signs_nothing_without_a_name()
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(10), Time);

        Should.Throw<InvalidOperationException>(() => authority.Issue(new ServerNames([], []), TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Makes_throw_away_certificates_for_this_machine()
    {
        using var throwAway = EphemeralCertificate.Create("build-box", Time);

        var names = throwAway.Pair.Leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        names.EnumerateDnsNames().ShouldBe(["localhost", "build-box"]);
        names.EnumerateIPAddresses().ShouldBe([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        throwAway.AuthorityPem.ShouldStartWith("-----BEGIN CERTIFICATE-----");
        throwAway.AuthorityPem.ShouldNotContain("PRIVATE");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("under_score")]
    [InlineData("")]
    public void Leaves_a_host_name_out_that_adds_nothing(string hostName) => ServerNames.Local(hostName).DnsNames.ShouldBe(["localhost"]);

    private static X509ChainStatus[] Verify(CertificatePair pair, CertificateAuthority authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authority.CertificatePem);
        chain.Build(pair.Leaf);
        return chain.ChainStatus;
    }
}
