using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates.Renewal;

/// <summary>
/// What to do next with the stored certificates, and the outcome of doing it. An authority is always introduced before it is used: it joins the
/// bundle first, signs once clients know it, and its predecessor stays in the bundle for as long as a certificate signed by that can be valid.
/// </summary>
public sealed class CertificatePlan(ServerNames names, CertificateLifetimes lifetimes, TimeProvider time)
{
    /// <summary>What to do next.</summary>
    /// <param name="stored">What there is.</param>
    /// <param name="known">For how long clients have been given the whole bundle, by the caller's own clock; nothing when they have not.</param>
    public CertificateTask Next(StoredCertificates stored, TimeSpan? known)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var now = time.GetUtcNow();
        if (stored.Authority is not { } authority)
        {
            return new CertificateTask(CertificateStep.MakeAuthority, stored.IsEmpty ? "there are no certificates yet" : stored.Problem ?? "there is no authority", !stored.IsEmpty);
        }

        if (now >= CertificateLifetimes.RenewAt(authority.Made, authority.NotAfter))
        {
            return new CertificateTask(CertificateStep.MakeAuthority, $"the authority ends at {Text(authority.NotAfter)}");
        }

        if (now < authority.NotBefore)
        {
            return new CertificateTask(CertificateStep.MakeAuthority, $"the authority begins at {Text(authority.NotBefore)}, so a wrong clock has made it");
        }

        if (!NameConstraints.Permit(authority.Certificate, names))
        {
            return new CertificateTask(CertificateStep.MakeAuthority, "the authority may not sign all names");
        }

        return WhyNewLeaf(stored, authority, known, now) is { } reason ? new CertificateTask(CertificateStep.IssueLeaf, reason, stored.Leaf is null)
            : MayDropFormer(stored, authority, now) ? new CertificateTask(CertificateStep.DropFormer, "nothing that former authorities have signed is valid any more")
            : new CertificateTask(CertificateStep.None, "");
    }

    /// <summary>Does it.</summary>
    /// <param name="step">What to do, as <see cref="Next"/> has said.</param>
    /// <param name="stored">What there is.</param>
    /// <param name="last">The last good state that the caller has seen, for what is lost in <paramref name="stored"/>; may be the same.</param>
    /// <returns>The new state.</returns>
    public StoredCertificates Carry(CertificateStep step, StoredCertificates stored, StoredCertificates? last)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return step switch
        {
            CertificateStep.MakeAuthority => WithNewAuthority(stored.Leaf is null && last is not null ? last : stored),
            CertificateStep.IssueLeaf => StoredCertificates.Of(stored.Authority!, stored.Former, Issue(stored.Authority!)),
            CertificateStep.DropFormer => StoredCertificates.Of(stored.Authority!, StillNeeded(stored, time.GetUtcNow()), stored.Leaf!),
            _ => stored,
        };
    }

    /// <summary>The state with a new authority, ahead of time: beside the others, or instead of them because the key of one is in wrong hands.</summary>
    /// <param name="stored">What there is.</param>
    /// <param name="distrust">Whether all others, and what they have signed, are dropped.</param>
    public StoredCertificates Rotate(StoredCertificates stored, bool distrust)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var rotated = WithNewAuthority(stored);
        return distrust ? StoredCertificates.Of(rotated.Authority!, [], Issue(rotated.Authority!)) : rotated;
    }

    /// <summary>
    /// Whether authorities are missing that were known before and may still be needed: somebody has put an older or another state in the place of what
    /// there was, and certificates of the missing ones may still be served.
    /// </summary>
    /// <param name="stored">What there is.</param>
    /// <param name="before">What was seen before.</param>
    public bool Lacks(StoredCertificates stored, StoredCertificates before)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(before);
        var now = time.GetUtcNow();
        var needed = before.Authority is { } authority ? StillNeeded(before, now).Insert(0, authority.Certificate) : [];
        return Without(needed, stored.Trusted).Any(one => one.NotAfter.ToUniversalTime() > now.UtcDateTime);
    }

    /// <summary>
    /// The state after what <see cref="Lacks"/> tells of: everybody who was trusted in either is, a new authority begins, and until it has spread the
    /// certificate stays that clients of before trust.
    /// </summary>
    /// <param name="stored">What there is; has an authority.</param>
    /// <param name="before">What was seen before; has a serving certificate.</param>
    public StoredCertificates Reunite(StoredCertificates stored, StoredCertificates before)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(before);
        return WithNewAuthority(StoredCertificates.Of(stored.Authority!, [.. stored.Former, .. Without(before.Trusted, stored.Trusted)], before.Leaf!));
    }

    private static IEnumerable<X509Certificate2> Without(IEnumerable<X509Certificate2> some, IEnumerable<X509Certificate2> others) =>
        some.Where(one => !others.Any(other => other.RawDataMemory.Span.SequenceEqual(one.RawDataMemory.Span)));

    private string? WhyNewLeaf(StoredCertificates stored, CertificateAuthority authority, TimeSpan? known, DateTimeOffset now)
    {
        if (stored.Leaf is not { } leaf)
        {
            return stored.Problem ?? "there is no serving certificate";
        }

        if (now > leaf.NotAfter)
        {
            return $"the serving certificate expired at {Text(leaf.NotAfter)}";
        }

        if (!CertificateTrust.IsSignedBy(leaf, authority.Certificate))
        {
            return known >= lifetimes.Spread ? "the new authority has spread" : null;
        }

        if (now < leaf.NotBefore)
        {
            return $"the serving certificate begins at {Text(leaf.NotBefore)}, so a wrong clock has made it";
        }

        if (!CertificateTrust.IsGoodFor(leaf, names))
        {
            return "the serving certificate is not good for all names";
        }

        return now >= CertificateLifetimes.RenewAt(leaf.NotBefore, leaf.NotAfter) ? $"the serving certificate ends at {Text(leaf.NotAfter)}" : null;
    }

    private bool MayDropFormer(StoredCertificates stored, CertificateAuthority authority, DateTimeOffset now) =>
        CertificateTrust.IsSignedBy(stored.Leaf!, authority.Certificate) && StillNeeded(stored, now).Length < stored.Former.Length;

    /// <summary>
    /// An authority has signed nothing since the next one, which stands before it, was made; with that, the last of it ends. Behind one that is younger
    /// than the next, for it was lost and found again, only the present authority tells when they have ended.
    /// </summary>
    private ImmutableArray<X509Certificate2> StillNeeded(StoredCertificates stored, DateTimeOffset now)
    {
        var needed = ImmutableArray.CreateBuilder<X509Certificate2>();
        var (next, isOrdered) = (stored.Authority!.Made, true);
        foreach (var one in stored.Former)
        {
            isOrdered &= CertificateAuthority.MadeAt(one) <= next;
            if (now < (isOrdered ? next : stored.Authority.Made) + lifetimes.Leaf)
            {
                needed.Add(one);
            }

            next = CertificateAuthority.MadeAt(one);
        }

        return needed.ToImmutable();
    }

    private StoredCertificates WithNewAuthority(StoredCertificates before)
    {
        var now = time.GetUtcNow();
        var authority = CertificateAuthority.Create($"Injector authority {Text(now)}", lifetimes.Authority, time, names);
        ImmutableArray<X509Certificate2> former = before.Authority is { } old ? before.Former.Insert(0, old.Certificate) : before.Former;
        var leaf = before.Leaf is { } kept && now <= kept.NotAfter ? kept : Issue(authority);
        return StoredCertificates.Of(authority, [.. former.Where(one => one.NotAfter.ToUniversalTime() > now.UtcDateTime)], leaf);
    }

    private CertificatePair Issue(CertificateAuthority authority) => authority.Issue(names, lifetimes.Leaf);

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
