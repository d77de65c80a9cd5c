using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Certificates;

/// <summary>The result of one pass over the shared certificates.</summary>
internal sealed class PassReport
{
    /// <summary>What was done with the certificates; <see cref="CertificateStep.None"/> when nothing was due or another replica is responsible.</summary>
    internal CertificateTask Task { get; set; }

    /// <summary>Webhook configurations whose authorities were written.</summary>
    internal List<WrittenCaBundle> Written { get; } = [];

    /// <summary>What went wrong with a webhook configuration.</summary>
    internal string? Problem { get; set; }
}

/// <summary>A webhook configuration whose authorities were written.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Before">The authorities it named before, as PEM; empty when none.</param>
/// <param name="After">The authorities it names now, as PEM.</param>
/// <param name="IsRotated">Whether the former authorities were dropped on purpose.</param>
internal sealed record WrittenCaBundle(WebhookConfigurationName Configuration, string Before, string After, bool IsRotated)
{
    /// <summary>Whether the entry named only foreign authorities, so that every call failed.</summary>
    internal bool WasOverwritten => !IsRotated && Before.Length > 0 && !Subjects(Before).Intersect(Subjects(After), StringComparer.Ordinal).Any();

    /// <summary>The authorities of a bundle, for people.</summary>
    internal static string Text(string bundle) =>
        bundle.Length == 0 ? "nobody" : Subjects(bundle) is { Count: > 0 } subjects ? string.Join(", ", subjects) : "something that is no certificate";

    private static List<string> Subjects(string bundle)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(bundle);
        }
        catch (CryptographicException)
        {
            return [];
        }

        return [.. certificates.Select(certificate => certificate.Subject)];
    }
}
