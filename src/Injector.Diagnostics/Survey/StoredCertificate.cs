using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Survey;

/// <summary>Finds the serving certificate among the Secrets. Keys in them are not read.</summary>
internal sealed class StoredCertificate(ResourceReader reader)
{
    private const string Member = "tls.crt";

    /// <summary>
    /// Reads the Secrets that Injector's pods mount, then the one in the scope, which the server reads through the API: if certificates come from files, the
    /// latter may be a leftover.
    /// </summary>
    public async Task<Reading<SeenCertificate>> ReadAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        if (facts.PodEntries.IsEmpty)
        {
            return default;
        }

        var state = ReadingState.Absent;
        foreach (var name in facts.Deployments.OrEmpty().SelectMany(deployment => deployment.Secrets).Append(facts.Scope.CertificateSecret).Distinct(StringComparer.Ordinal))
        {
            var found = await reader.GetAsync(
                $"/api/v1/namespaces/{facts.OwnNamespace}/secrets/{name}",
                new Right("get", "secrets", facts.OwnNamespace, name),
                secret => Certificate(secret, $"Secret {facts.OwnNamespace}/{name}"),
                cancellation);
            if (found.Known is { } certificate)
            {
                return Reading<SeenCertificate>.Of(certificate);
            }

            state = found.State == ReadingState.Unreadable ? ReadingState.Unreadable : state;
        }

        return new Reading<SeenCertificate>(state, null);
    }

    private static SeenCertificate? Certificate(JsonObject secret, string origin)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(secret.TextAt("data", Member))));
            return certificates.Count == 0 ? null : new SeenCertificate(origin, certificates[0], [.. certificates.Skip(1)]);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
