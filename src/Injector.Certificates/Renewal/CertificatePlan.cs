using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates.Renewal;

/// <summary>
/// Decides what to do next with the stored certificates, and does it. An authority is always introduced before it is used: it first joins the bundle, signs
/// once clients know it, and its predecessor stays in the bundle for as long as a certificate signed by that one can be valid.
/// </summary>
public sealed class CertificatePlan(ServerNames names, CertificateLifetimes lifetimes, TimeProvider time)
{
    /// <summary>What to do next.</summary>
    /// <param name="stored">The current state.</param>
    /// <param name="known">How long clients have been given the whole bundle, by the caller's own clock; <see langword="null"/> when they have not.</param>
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

    /// <summary>Carries out a step.</summary>
    /// <param name="step">The step, as returned by <see cref="Next"/>.</param>
    /// <param name="stored">The current state.</param>
    /// <param name="last">The last good state seen by the caller, used for what <paramref name="stored"/> lacks; may be the same.</param>
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

    /// <summary>The state with a new authority, created early: beside the others, or instead of them if one of their keys was compromised.</summary>
    /// <param name="stored">The current state.</param>
    /// <param name="distrust">Whether all other authorities, and everything they have signed, are dropped.</param>
    public StoredCertificates Rotate(StoredCertificates stored, bool distrust)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var rotated = WithNewAuthority(stored);
        return distrust ? StoredCertificates.Of(rotated.Authority!, [], Issue(rotated.Authority!)) : rotated;
    }

    /// <summary>
    /// Whether previously known authorities are missing that may still be needed: the state was replaced with an older or different one, and certificates of
    /// the missing authorities may still be served.
    /// </summary>
    /// <param name="stored">The current state.</param>
    /// <param name="before">The previous state.</param>
    public bool Lacks(StoredCertificates stored, StoredCertificates before)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(before);
        var now = time.GetUtcNow();
        var needed = before.Authority is { } authority ? StillNeeded(before, now).Insert(0, authority.Certificate) : [];
        return Without(needed, stored.Trusted).Any(one => one.NotAfter.ToUniversalTime() > now.UtcDateTime);
    }

    /// <summary>
    /// Repairs a state that <see cref="Lacks"/> authorities: merges the authorities of both states and adds a new one; until that one has spread, the
    /// certificate stays that clients of the previous state trust.
    /// </summary>
    /// <param name="stored">The current state; has an authority.</param>
    /// <param name="before">The previous state; has a serving certificate.</param>
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
    /// A former authority has signed nothing since the next newer one, listed before it, was created, so its last certificate ends one leaf lifetime after
    /// that. From the first entry on that is younger than the one before it, because it was lost and found again, the creation of the present authority counts
    /// instead.
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
