using System.Net;
using System.Text;
using Injector.Certificates.Renewal;
using Injector.Testing;

namespace Injector.Certificates.Tests.Renewal;

public sealed class StoredCertificatesTests
{
    private static readonly ServerNames Names = new(["injector.injector-system.svc"], [IPAddress.Loopback]);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Reads_what_it_has_written()
    {
        var written = Make();
        var read = Read(written.ToTexts());

        read.Problem.ShouldBeNull();
        read.Bundle.ShouldBe(written.Bundle);
        read.AuthorityNotAfter.ShouldBe(written.AuthorityNotAfter);
        read.Leaf!.CertificatesPem.ShouldBe(written.Leaf!.CertificatesPem);
        read.ToTexts().ShouldBe(written.ToTexts(), new TextsComparer());
    }

    [Fact]
    public void Keeps_former_authorities_in_their_order()
    {
        var first = Make();
        var second = Plan().Carry(CertificateStep.MakeAuthority, first, first);
        var third = Plan().Carry(CertificateStep.MakeAuthority, second, second);

        third.Bundle.ShouldEndWith(second.Bundle);
        Read(third.ToTexts()).Bundle.ShouldBe(third.Bundle);
    }

    [Theory]
    [InlineData("ca.key", "garbage", false, true)]
    [InlineData("ca.crt", "garbage", false, false)]
    [InlineData("tls.crt", "garbage", true, false)]
    [InlineData("tls.key", "garbage", true, false)]
    [InlineData("tls.key", "", true, false)]
    public void Says_what_it_could_not_read_and_keeps_the_rest(string key, string text, bool hasAuthority, bool hasLeaf)
    {
        var read = Read(Make().ToTexts().SetItem(key, Encoding.UTF8.GetBytes(text)));

        (read.AuthorityNotAfter is not null).ShouldBe(hasAuthority);
        (read.Leaf is not null).ShouldBe(hasLeaf);
        read.Problem.ShouldNotBeNull().ShouldContain($"{key} of Secret a/b");
    }

    [Fact]
    public void Passes_over_a_certificate_that_none_of_the_authorities_has_signed()
    {
        var read = Read(Make().ToTexts().SetItem("ca.crt", Make().ToTexts()["ca.crt"]).SetItem("ca.key", []));

        read.Leaf.ShouldBeNull();
    }

    [Fact]
    public void Does_not_take_a_serving_certificate_for_an_authority()
    {
        var texts = Make().ToTexts();
        var read = Read(texts.SetItem("ca.crt", texts["tls.crt"]).SetItem("ca.key", texts["tls.key"]));

        read.AuthorityNotAfter.ShouldBeNull();
        read.Problem.ShouldNotBeNull().ShouldContain("may not sign others");
    }

    [Fact]
    public void Shows_no_key_in_what_it_says()
    {
        var texts = Make().ToTexts();
        var swapped = Read(texts.SetItem("tls.key", texts["ca.key"]));

        swapped.Leaf.ShouldBeNull();
        swapped.Problem.ShouldNotBeNull().ShouldNotContain("PRIVATE");
    }

    private CertificatePlan Plan() => new(Names, CertificateLifetimes.Default, _time);

    private StoredCertificates Make() => Plan().Carry(CertificateStep.MakeAuthority, Read(new Dictionary<string, byte[]>()), null);

    private StoredCertificates Read(IReadOnlyDictionary<string, byte[]> texts) => StoredCertificates.Read(texts, "Secret a/b", _time);

    private sealed class TextsComparer : IEqualityComparer<KeyValuePair<string, byte[]>>
    {
        public bool Equals(KeyValuePair<string, byte[]> x, KeyValuePair<string, byte[]> y) => x.Key == y.Key && x.Value.AsSpan().SequenceEqual(y.Value);

        public int GetHashCode(KeyValuePair<string, byte[]> one) => one.Key.GetHashCode(StringComparison.Ordinal);
    }
}
