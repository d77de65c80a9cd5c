using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Serving;

/// <summary>Does the API server trust the serving certificate: is the caBundle of each entry set, readable and correct?</summary>
internal sealed class TrustCheck : ICheck
{
    private const string Name = "ca-bundle";
    private const string Fix = "Put the authority of the serving certificate there. With certificates: self the server does it; see its log.";

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        WebhookConfiguration?[] configurations = [cluster.Mutating.Known, cluster.Validating.Known];
        return configurations.OfType<WebhookConfiguration>()
            .SelectMany(configuration => configuration.Entries)
            .Select(entry => OfEntry(entry, cluster));
    }

    private static Finding OfEntry(WebhookEntry entry, ClusterFacts cluster)
    {
        if (entry.CaBundle.Length == 0)
        {
            return OfNone(entry, cluster);
        }

        if (Read(entry.CaBundle) is not { Count: > 0 } authorities)
        {
            return Finding.Problem(Name, $"the caBundle of {entry.Name} holds no certificate in PEM", Fix);
        }

        if (authorities.All(authority => new DateTimeOffset(authority.NotAfter) <= cluster.Now))
        {
            return Finding.Problem(Name, $"every authority in the caBundle of {entry.Name} has run out", Fix);
        }

        return cluster.Certificate is { } certificate
            ? OfCertificate(entry, authorities, certificate, cluster.Now)
            : Finding.Ok(Name, $"{entry.Name} trusts {Subjects(authorities)}");
    }

    /// <summary>Without a bundle, API servers trust the authorities of their own machine (v1, WebhookClientConfig); only a dry run shows which those are.</summary>
    private static Finding OfNone(WebhookEntry entry, ClusterFacts cluster)
    {
        var isShown = cluster.PodEntries.All(one => one.CaBundle.Length == 0 && one.Target == entry.Target)
            && cluster.Trials.Any(trial => trial.Outcome == DryRunOutcome.Injected);
        return isShown ? Finding.Ok(Name, $"{entry.Name} has no caBundle, and API servers trust the certificate by an authority of their machines (dry run)")
            : entry.Url is null ? Finding.Problem(Name, $"{entry.Name} has no caBundle, so API servers trust only public authorities", Fix)
            : Finding.Warning(
                Name, $"{entry.Name} has no caBundle, so API servers trust only public authorities",
                $"If no public authority has signed the certificate of {entry.Target}, put its authority there.");
    }

    private static Finding OfCertificate(WebhookEntry entry, X509Certificate2Collection authorities, SeenCertificate certificate, DateTimeOffset now) =>
        IsSigned(certificate, authorities, now)
            ? Finding.Ok(Name, $"{entry.Name} trusts {Subjects(authorities)}, which signed the certificate ({certificate.Origin})")
            : Finding.Problem(
                Name,
                $"{entry.Name} trusts {Subjects(authorities)}, but the certificate ({certificate.Origin}) is signed by {Signer(authorities, certificate)}",
                Fix);

    private static string Signer(X509Certificate2Collection authorities, SeenCertificate certificate) =>
        authorities.Any(authority => authority.Subject == certificate.Leaf.Issuer) ? "another authority of that name" : certificate.Leaf.Issuer;

    private static bool IsSigned(SeenCertificate certificate, X509Certificate2Collection authorities, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(certificate.Others.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;

        // CertificateCheck reports an expired certificate.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate.Leaf);
    }

    private static X509Certificate2Collection? Read(string bundle)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(bundle)));
            return authorities;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static string Subjects(X509Certificate2Collection authorities) =>
        string.Join(", ", authorities.Select(authority => authority.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
