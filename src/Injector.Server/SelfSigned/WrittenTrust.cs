using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Injector.Kubernetes.Objects;

namespace Injector.Server.SelfSigned;

/// <summary>A webhook configuration whose authorities were written.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Before">Whom it trusted before, as PEM; empty when nobody.</param>
/// <param name="After">Whom it trusts now, as PEM.</param>
/// <param name="IsRotated">Whether it was meant that nobody of before is trusted any more.</param>
internal sealed record WrittenTrust(WebhookConfigurationName Configuration, string Before, string After, bool IsRotated)
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
