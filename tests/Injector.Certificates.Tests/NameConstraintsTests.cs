using System.Net;
using System.Security.Cryptography.X509Certificates;
using Injector.Certificates.Renewal;

namespace Injector.Certificates.Tests;

public sealed class NameConstraintsTests
{
    private static readonly ServerNames Names = new(["injector.injector-system.svc"], []);

    [Theory]
    [InlineData("injector.injector-system.svc", "", true)]
    [InlineData("kubernetes.default.svc", "", false)]
    [InlineData("", "10.0.0.1", false)]
    [InlineData("injector.injector-system.svc", "10.0.0.1", false)]
    public void What_an_authority_signs_beyond_its_names_is_trusted_by_nobody(string name, string address, bool isTrusted)
    {
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(30), TimeProvider.System, Names);
        using var pair = authority.Issue(new ServerNames(name.Length > 0 ? [name] : [], address.Length > 0 ? [IPAddress.Parse(address)] : []), TimeSpan.FromDays(1));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authority.CertificatePem);

        chain.Build(pair.Leaf).ShouldBe(isTrusted);
    }

    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("", "127.0.0.1 ::1")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("localhost webhook.example.org", "")]
    public void What_an_authority_signs_for_its_own_names_is_trusted_whatever_their_kind(string dns, string addresses)
    {
        var names = new ServerNames(
            [.. dns.Split(' ', StringSplitOptions.RemoveEmptyEntries)], [.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)]);
        using var authority = CertificateAuthority.Create("test", TimeSpan.FromDays(30), TimeProvider.System, names);
        using var pair = authority.Issue(names, TimeSpan.FromDays(1));

        pair.IsTrustedBy(authority.CertificatePem).ShouldBeTrue();
    }

    [Fact]
    public void Another_name_brings_another_authority_and_one_name_less_does_not()
    {
        var both = new ServerNames([.. Names.DnsNames, "webhook.example.org"], [IPAddress.Parse("10.0.0.1"), IPAddress.IPv6Loopback]);
        var narrow = new CertificatePlan(Names, new CertificateLifetimes(), TimeProvider.System);
        var wide = new CertificatePlan(both, new CertificateLifetimes(), TimeProvider.System);
        var first = narrow.Carry(CertificateStep.MakeAuthority, StoredCertificates.Read(new Dictionary<string, byte[]>(), "Secret a/b", TimeProvider.System), null);

        narrow.Next(first, TimeSpan.FromHours(1)).Step.ShouldBe(CertificateStep.None);
        wide.Next(first, TimeSpan.FromHours(1)).Step.ShouldBe(CertificateStep.MakeAuthority);
        var second = wide.Carry(CertificateStep.MakeAuthority, first, null);
        wide.Next(second, TimeSpan.FromHours(1)).Step.ShouldBe(CertificateStep.IssueLeaf);
        narrow.Next(wide.Carry(CertificateStep.IssueLeaf, second, null), TimeSpan.FromHours(1)).Step.ShouldBe(CertificateStep.None);
    }
}
