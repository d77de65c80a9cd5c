using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Checks.Serving;

/// <summary>Is the serving certificate valid, for how long, and for the name that the API server calls?</summary>
internal sealed class CertificateCheck : ICheck
{
    private const string Name = "certificate";

    /// <summary>Managed certificates of 90 days are renewed 30 days before they expire, and so are those of cert-manager: with 14 days left something is wrong.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public IEnumerable<Finding> Evaluate(ClusterFacts cluster)
    {
        if (cluster.PodEntries.IsEmpty)
        {
            return [];
        }

        return cluster.Certificate is { } certificate
            ? [Validity(certificate, cluster.Now), .. Names(certificate, cluster), .. Stored(cluster)]
            : cluster.Stored.IsAbsent ? [Unseen(cluster)] : [];
    }

    private static Finding Validity(SeenCertificate certificate, DateTimeOffset now)
    {
        var (from, until) = (new DateTimeOffset(certificate.Leaf.NotBefore), new DateTimeOffset(certificate.Leaf.NotAfter));
        var left = until - now;
        var words = $"the certificate ({certificate.Origin})";
        return left <= TimeSpan.Zero
            ? Finding.Problem(Name, $"{words} ran out on {Day(until)}", "Renew it. See the server's log for why that did not happen by itself.")
            : from > now
                ? Finding.Problem(Name, $"{words} is not valid before {Day(from)}", "Set the clocks of the nodes right, or issue it again.")
                : left < Soon
                    ? Finding.Warning(Name, $"{words} runs out on {Day(until)}, in {Days(left)}", "Renew it. See the server's log for why that did not happen by itself.")
                    : Finding.Ok(Name, $"{words} is valid until {Day(until)}, for {Days(left)}");
    }

    private static IEnumerable<Finding> Names(SeenCertificate certificate, ClusterFacts cluster) =>
        cluster.PodEntries.Select(entry => entry.ServerName)
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Select(name => certificate.Leaf.MatchesHostname(name, allowWildcards: true, allowCommonName: false)
                ? Finding.Ok("certificate-name", $"the certificate is for {name}")
                : Finding.Problem(
                    "certificate-name",
                    $"API servers call {name}, but the certificate is for {AlternativeNames(certificate.Leaf)}",
                    $"Issue it for {name}; with certificates: self, put the name into certificateNames."));

    /// <summary>A replica that serves a certificate other than the one in the Secret has not reread the Secret.</summary>
    private static IEnumerable<Finding> Stored(ClusterFacts cluster)
    {
        if (cluster is { Presented: { } presented, Stored.Known: { } stored } && presented.Leaf.Thumbprint != stored.Leaf.Thumbprint)
        {
            yield return Finding.Warning(
                Name,
                $"{presented.Origin} serves another certificate than {stored.Origin} holds",
                "Wait a minute, for mounted Secrets arrive late. If it stays so, see the server's log.");
        }
    }

    private static Finding Unseen(ClusterFacts cluster) => Finding.Unknown(
        Name,
        $"the serving certificate was not seen: Injector cannot be reached from here, and {cluster.OwnNamespace} has no Secret {cluster.Scope.CertificateSecret}",
        "Name the Secret that holds it: --certificate-secret NAME");

    private static string AlternativeNames(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToList();
        return names.Count == 0 ? "no name at all" : string.Join(", ", names);
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Days(TimeSpan left)
    {
        var days = (int)left.TotalDays;
        return days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");
    }
}
