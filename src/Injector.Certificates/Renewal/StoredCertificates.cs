using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Injector.Certificates.Renewal;

/// <summary>
/// Everything that the replicas share: the authority with its key, the former authorities that are still trusted, and the serving certificate. Stored as four
/// texts with the names that Kubernetes and cert-manager use. Parts that could not be read are missing here and reported in <see cref="Problem"/>.
/// </summary>
public sealed class StoredCertificates
{
    /// <summary>Name of the text with the authority's certificate, followed by those of former authorities.</summary>
    public const string BundleKey = "ca.crt";

    /// <summary>Name of the text with the authority's key.</summary>
    public const string AuthorityKeyKey = "ca.key";

    /// <summary>Name of the text with the serving certificate.</summary>
    public const string LeafKey = "tls.crt";

    /// <summary>Name of the text with the serving certificate's key.</summary>
    public const string LeafKeyKey = "tls.key";

    private static readonly ImmutableArray<string> Keys = [BundleKey, AuthorityKeyKey, LeafKey, LeafKeyKey];

    private StoredCertificates(CertificateAuthority? authority, ImmutableArray<X509Certificate2> former, CertificatePair? leaf, string? problem)
    {
        (Authority, Former, Leaf, Problem) = (authority, former, leaf, problem);
        Bundle = string.Concat(Trusted.Select(certificate => certificate.ExportCertificatePem() + "\n"));
    }

    /// <summary>The authorities that clients have to trust, as PEM, the present one first; empty when there is none.</summary>
    public string Bundle { get; }

    /// <summary>The serving certificate; <see langword="null"/> when there is none that clients of <see cref="Bundle"/> would trust.</summary>
    public CertificatePair? Leaf { get; }

    /// <summary>The authority that <see cref="Leaf"/> requires clients to trust, as PEM; <see langword="null"/> when there is no such certificate.</summary>
    public string? LeafAuthority => Leaf is { } leaf ? Trusted.FirstOrDefault(one => CertificateTrust.IsSignedBy(leaf, one))?.ExportCertificatePem() : null;

    /// <summary>When the authority ends; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? AuthorityNotAfter => Authority?.NotAfter;

    /// <summary>What could not be read, for people; <see langword="null"/> when everything could.</summary>
    public string? Problem { get; }

    /// <summary>Whether there was nothing to read, as before the first start.</summary>
    public bool IsEmpty { get; private init; }

    internal CertificateAuthority? Authority { get; }

    internal ImmutableArray<X509Certificate2> Former { get; }

    internal IEnumerable<X509Certificate2> Trusted => Authority is null ? Former : Former.Prepend(Authority.Certificate);

    /// <summary>Reads the texts.</summary>
    /// <param name="texts">The texts by name; other names are ignored.</param>
    /// <param name="name">Display name of their source, such as <c>Secret injector-system/injector-certificates</c>.</param>
    /// <param name="time">The clock used for signing certificates.</param>
    public static StoredCertificates Read(IReadOnlyDictionary<string, byte[]> texts, string name, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(texts);
        PemSource Source(string key) => new($"{key} of {name}", texts.GetValueOrDefault(key, []));
        var hasAuthority = CertificatePairReader.TryRead(Source(BundleKey), Source(AuthorityKeyKey), out var authority, out var authorityError);
        if (hasAuthority && !CertificateTrust.IsAuthority(authority!.Leaf))
        {
            (hasAuthority, authorityError) = (false, $"{BundleKey} of {name} begins with a certificate that may not sign others.");
        }

        var hasLeaf = CertificatePairReader.TryRead(Source(LeafKey), Source(LeafKeyKey), out var leaf, out var leafError);

        // A bundle without a key still tells which authorities clients trust.
        var former = hasAuthority ? authority!.Chain
            : CertificatePairReader.TryReadChain(Source(BundleKey), out var bundle, out _) ? bundle : [];
        var signer = hasAuthority ? CertificateAuthority.TakeUp(authority!.Leaf, time) : null;
        if (hasLeaf && !former.Append(signer?.Certificate).Any(one => one is not null && CertificateTrust.IsSignedBy(leaf!, one)))
        {
            (leaf, leafError) = (null, $"{LeafKey} of {name} is signed by none of the authorities in {BundleKey}.");
        }

        return new StoredCertificates(signer, former, leaf, authorityError ?? leafError)
        {
            IsEmpty = !Keys.Any(key => texts.TryGetValue(key, out var text) && text.Length > 0),
        };
    }

    /// <summary>The texts, by name.</summary>
    /// <exception cref="InvalidOperationException">There is no authority or no serving certificate yet.</exception>
    public ImmutableSortedDictionary<string, byte[]> ToTexts()
    {
        if (Authority is null || Leaf is null)
        {
            throw new InvalidOperationException("Without authority and serving certificate there is nothing to keep.");
        }

        return ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal)
            .Add(BundleKey, Encoding.UTF8.GetBytes(Bundle))
            .Add(AuthorityKeyKey, Encoding.UTF8.GetBytes(Authority.KeyPem))
            .Add(LeafKey, Encoding.UTF8.GetBytes(Leaf.CertificatesPem))
            .Add(LeafKeyKey, Encoding.UTF8.GetBytes(Leaf.KeyPem));
    }

    internal static StoredCertificates Of(CertificateAuthority authority, ImmutableArray<X509Certificate2> former, CertificatePair leaf) =>
        new(authority, former, leaf, null);
}
