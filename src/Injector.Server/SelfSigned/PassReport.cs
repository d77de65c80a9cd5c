using Injector.Certificates.Renewal;

namespace Injector.Server.SelfSigned;

/// <summary>What one look at the shared certificates has led to.</summary>
internal sealed class PassReport
{
    /// <summary>What was done with the certificates; <see cref="CertificateStep.None"/> when nothing was due or it is not ours to do.</summary>
    internal CertificateTask Task { get; set; }

    /// <summary>Webhook configurations whose authorities were written.</summary>
    internal List<WrittenTrust> Told { get; } = [];

    /// <summary>What went wrong with a webhook configuration.</summary>
    internal string? Problem { get; set; }
}
