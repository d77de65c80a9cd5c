using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Certificates;

/// <summary>What one look at the shared certificates has led to.</summary>
internal sealed class PassReport
{
    /// <summary>What was done with the certificates; <see cref="CertificateStep.None"/> when nothing was due or it is not ours to do.</summary>
    internal CertificateTask Task { get; set; }

    /// <summary>Webhook configurations whose authorities were written.</summary>
    internal List<WrittenCaBundle> Written { get; } = [];

    /// <summary>What went wrong with a webhook configuration.</summary>
    internal string? Problem { get; set; }
}

/// <summary>A webhook configuration whose authorities were written.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Before">Whom it trusted before, as PEM; empty when nobody.</param>
/// <param name="After">Whom it trusts now, as PEM.</param>
/// <param name="IsRotated">Whether it was meant that nobody of before is trusted any more.</param>
internal sealed record WrittenCaBundle(WebhookConfigurationName Configuration, string Before, string After, bool IsRotated)
{
    /// <summary>Whether somebody had put authorities there none of which is ours, so that every call failed.</summary>
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
