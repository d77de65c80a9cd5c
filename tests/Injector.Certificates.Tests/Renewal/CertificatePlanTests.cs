using System.Net;
using Injector.Certificates.Renewal;
using Injector.Testing;

namespace Injector.Certificates.Tests.Renewal;

public sealed class CertificatePlanTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly ServerNames Names = new(["injector.injector-system.svc"], [IPAddress.Loopback]);

    private readonly ManualTimeProvider _time = new();

    private CertificatePlan Plan => new(Names, CertificateLifetimes.Default, _time);

    [Fact]
    public void Begins_with_an_authority_and_a_certificate_that_it_has_signed()
    {
        var first = First();

        first.Leaf!.NotAfter.ShouldBe(_time.GetUtcNow() + (90 * Day));
        first.Leaf.NotBefore.ShouldBe(_time.GetUtcNow() - TimeSpan.FromHours(1));
        first.AuthorityNotAfter.ShouldBe(_time.GetUtcNow() + (3650 * Day));
        CertificateTrust.IsSignedBy(first.Leaf, first.Authority!.Certificate).ShouldBeTrue();
        Next(first).Step.ShouldBe(CertificateStep.None);
    }

    [Theory]
    [InlineData(59, CertificateStep.None)]
    [InlineData(60, CertificateStep.IssueLeaf)]
    [InlineData(91, CertificateStep.IssueLeaf)]
    public void Renews_the_certificate_after_two_thirds_of_its_time(int days, CertificateStep expected)
    {
        var first = First();
        _time.Advance(days * Day);
        Next(first).Step.ShouldBe(expected);
    }

    [Fact]
    public void A_renewed_certificate_is_of_the_same_authority()
    {
        var first = First();
        _time.Advance(60 * Day);
        var renewed = Plan.Carry(CertificateStep.IssueLeaf, first, first);

        renewed.Bundle.ShouldBe(first.Bundle);
        renewed.Leaf!.NotAfter.ShouldBe(_time.GetUtcNow() + (90 * Day));
        Next(renewed).Step.ShouldBe(CertificateStep.None);
    }

    [Fact]
    public void A_new_authority_is_introduced_spread_used_and_only_then_alone()
    {
        var old = First();
        _time.Advance(2375 * Day);
        old = Plan.Carry(CertificateStep.IssueLeaf, old, old);
        _time.Advance(59 * Day);
        Next(old).Step.ShouldBe(CertificateStep.MakeAuthority);

        var introduced = Plan.Carry(CertificateStep.MakeAuthority, old, old);
        introduced.Leaf.ShouldBeSameAs(old.Leaf);
        introduced.Bundle.ShouldBe(introduced.Authority!.CertificatePem + old.Bundle);
        Plan.Next(introduced, null).Step.ShouldBe(CertificateStep.None);
        Plan.Next(introduced, TimeSpan.FromSeconds(59)).Step.ShouldBe(CertificateStep.None);
        Plan.Next(introduced, TimeSpan.FromSeconds(60)).Step.ShouldBe(CertificateStep.IssueLeaf);

        var used = Plan.Carry(CertificateStep.IssueLeaf, introduced, introduced);
        used.Bundle.ShouldBe(introduced.Bundle);
        CertificateTrust.IsSignedBy(used.Leaf!, introduced.Authority.Certificate).ShouldBeTrue();
        Next(used).Step.ShouldBe(CertificateStep.None);

        _time.Advance(60 * Day);
        used = Plan.Carry(CertificateStep.IssueLeaf, used, used);
        Next(used).Step.ShouldBe(CertificateStep.None);
        _time.Advance(30 * Day);
        Next(used).Step.ShouldBe(CertificateStep.DropFormer);
        var alone = Plan.Carry(CertificateStep.DropFormer, used, used);
        alone.Bundle.ShouldBe(introduced.Authority.CertificatePem);
        Next(alone).Step.ShouldBe(CertificateStep.None);
    }

    [Fact]
    public void An_authority_that_does_not_spread_is_used_when_the_old_certificate_has_expired_all_the_same()
    {
        var introduced = Plan.Carry(CertificateStep.MakeAuthority, First(), null);
        _time.Advance(90 * Day);
        Plan.Next(introduced, null).Step.ShouldBe(CertificateStep.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        Plan.Next(introduced, null).Step.ShouldBe(CertificateStep.IssueLeaf);
    }

    [Fact]
    public void What_is_lost_is_replaced_beside_what_was_last_seen()
    {
        var last = First();
        var lost = Read([]);

        Plan.Next(lost, null).Step.ShouldBe(CertificateStep.MakeAuthority);
        var next = Plan.Carry(CertificateStep.MakeAuthority, lost, last);

        next.Leaf.ShouldBeSameAs(last.Leaf);
        next.Bundle.ShouldEndWith(last.Bundle);
    }

    [Fact]
    public void A_restored_state_is_reunited_with_the_one_that_it_replaced_until_a_new_authority_has_taken_over()
    {
        var restored = First();
        _time.Advance(Day);
        var last = Plan.Carry(CertificateStep.MakeAuthority, restored, null);
        _time.Advance(60 * Day);
        last = Plan.Carry(CertificateStep.IssueLeaf, last, last);
        _time.Advance(40 * Day);
        last = Plan.Carry(Next(last).Step, last, last);
        Plan.Lacks(restored, last).ShouldBeTrue();

        var reunited = Plan.Reunite(restored, last);

        reunited.Leaf.ShouldBeSameAs(last.Leaf);
        reunited.Bundle.ShouldBe(reunited.Authority!.CertificatePem + restored.Bundle + last.Bundle);
        Plan.Lacks(reunited, last).ShouldBeFalse();
        var used = Plan.Carry(CertificateStep.IssueLeaf, reunited, reunited);
        Next(used).Step.ShouldBe(CertificateStep.None, "certificates of either may still be served");
        _time.Advance(60 * Day);
        used = Plan.Carry(CertificateStep.IssueLeaf, used, used);
        _time.Advance(30 * Day);
        Next(used).Step.ShouldBe(CertificateStep.DropFormer);
        Plan.Carry(CertificateStep.DropFormer, used, used).Former.ShouldBeEmpty();
    }

    [Fact]
    public void A_bundle_that_former_authorities_have_left_in_time_lacks_nothing()
    {
        var introduced = Plan.Carry(CertificateStep.MakeAuthority, First(), null);
        var used = Plan.Carry(CertificateStep.IssueLeaf, introduced, introduced);
        _time.Advance(90 * Day);

        Plan.Lacks(Plan.Carry(CertificateStep.DropFormer, used, used), used).ShouldBeFalse();
    }

    [Fact]
    public void A_certificate_of_the_future_is_issued_again_and_so_is_an_authority()
    {
        var first = First();
        _time.Advance(10 * Day);
        var ahead = Plan.Carry(CertificateStep.IssueLeaf, first, first);
        var earlier = new CertificatePlan(Names, CertificateLifetimes.Default, new ManualTimeProvider(_time.GetUtcNow() - (5 * Day)));
        earlier.Next(ahead, null).Step.ShouldBe(CertificateStep.IssueLeaf);
        earlier.Next(ahead, null).Reason.ShouldContain("wrong clock");

        var muchEarlier = new CertificatePlan(Names, CertificateLifetimes.Default, new ManualTimeProvider(_time.GetUtcNow() - (15 * Day)));
        muchEarlier.Next(first, null).Step.ShouldBe(CertificateStep.MakeAuthority);
        var slightlyEarlier = new CertificatePlan(Names, CertificateLifetimes.Default, new ManualTimeProvider(_time.GetUtcNow() - TimeSpan.FromMinutes(59)));
        slightlyEarlier.Next(ahead, null).Step.ShouldBe(CertificateStep.None);
    }

    [Fact]
    public void Other_names_need_another_certificate_of_an_authority_that_may_sign_them()
    {
        // As 0.1.0 made it, without constraints.
        var authority = CertificateAuthority.Create("Injector authority", 3650 * Day, _time);
        var first = StoredCertificates.Of(authority, [], authority.Issue(Names, 90 * Day));
        var more = new CertificatePlan(Names with { DnsNames = ["injector.injector-system.svc", "injector.example.test"] }, CertificateLifetimes.Default, _time);

        more.Next(first, null).Step.ShouldBe(CertificateStep.IssueLeaf);
        more.Next(more.Carry(CertificateStep.IssueLeaf, first, first), null).Step.ShouldBe(CertificateStep.None);
    }

    [Fact]
    public void Former_authorities_that_have_ended_leave_with_the_next_one()
    {
        var stored = First();
        _time.Advance(3651 * Day);
        stored = Plan.Carry(CertificateStep.MakeAuthority, stored, stored);

        stored.Bundle.ShouldBe(stored.Authority!.CertificatePem);
        CertificateTrust.IsSignedBy(stored.Leaf!, stored.Authority.Certificate).ShouldBeTrue();
    }

    [Fact]
    public void Authorities_that_change_often_do_not_pile_up()
    {
        var stored = First();
        for (var change = 0; change < 10; change++)
        {
            stored = Plan.Carry(CertificateStep.MakeAuthority, stored, stored);
            stored = Plan.Carry(CertificateStep.IssueLeaf, stored, stored);
            _time.Advance(40 * Day);
            stored = Plan.Carry(Next(stored).Step, stored, stored);
            Next(stored).Step.ShouldBe(CertificateStep.None);
        }

        // Of the last 90 days: those that were replaced 40 and 80 days ago.
        stored.Former.Length.ShouldBe(2);
    }

    private StoredCertificates First() => Plan.Carry(CertificateStep.MakeAuthority, Read([]), null);

    private StoredCertificates Read(Dictionary<string, byte[]> texts) => StoredCertificates.Read(texts, "Secret a/b", _time);

    private CertificateTask Next(StoredCertificates stored) => Plan.Next(stored, TimeSpan.FromDays(1));
}
