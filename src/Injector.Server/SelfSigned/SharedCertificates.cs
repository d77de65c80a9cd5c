using System.Collections.Immutable;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;

namespace Injector.Server.SelfSigned;

/// <summary>
/// The certificates that the replicas share in a Secret. Every replica reads it; the one that holds the Lease writes it and tells the API servers
/// whom to trust. The Lease only spares quarrels: two that both take themselves for the holder are kept apart by the Secret's resource version.
/// </summary>
internal sealed class SharedCertificates(
    SecretStore secret, LeaseClaim lease, ImmutableArray<WebhookTrust> webhooks, CertificatePlan plan, TimeProvider time)
{
    private string? _toldBundle;
    private long _toldAt;

    /// <summary>The last good state that was seen; it stays in use when the Secret is deleted or damaged.</summary>
    internal StoredCertificates? Last { get; private set; }

    /// <summary>Looks at everything once and does what is due.</summary>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused to show or to take the Secret or the Lease.</exception>
    internal async Task<PassReport> PassAsync(CancellationToken cancellationToken)
    {
        var report = new PassReport();
        var content = await secret.ReadAsync(cancellationToken);
        var stored = StoredCertificates.Read(content.Texts, secret.Label, time);
        if (stored is { AuthorityNotAfter: not null, Leaf: not null })
        {
            Last = stored;
        }

        if (!await lease.HoldAsync(cancellationToken))
        {
            return report;
        }

        if (stored.AuthorityNotAfter is not null)
        {
            await TellAsync(stored.Bundle, report, cancellationToken);
        }

        await AdvanceAsync(content, stored, report, cancellationToken);
        return report;
    }

    /// <summary>Lets another replica write at once.</summary>
    internal Task ReleaseAsync(CancellationToken cancellationToken) => lease.ReleaseAsync(cancellationToken);

    private async Task AdvanceAsync(SecretContent content, StoredCertificates stored, PassReport report, CancellationToken cancellationToken)
    {
        TimeSpan? known = _toldBundle == stored.Bundle ? time.GetElapsedTime(_toldAt) : null;
        var task = plan.Next(stored, known);
        if (task.Step == CertificateStep.None)
        {
            return;
        }

        var next = plan.Carry(task.Step, stored, Last);
        if (!await secret.WriteAsync(content, next.ToTexts(), cancellationToken))
        {
            // Somebody was faster; the next pass reads what they have written.
            return;
        }

        Last = next;
        report.Task = task;
        await TellAsync(next.Bundle, report, cancellationToken);
    }

    private async Task TellAsync(string bundle, PassReport report, CancellationToken cancellationToken)
    {
        var isTold = true;
        foreach (var webhook in webhooks)
        {
            try
            {
                var outcome = await webhook.EnsureAsync(bundle, cancellationToken);
                isTold &= outcome is TrustOutcome.Same or TrustOutcome.Absent;
                if (outcome == TrustOutcome.Written)
                {
                    report.Told.Add(webhook.Name);
                }
            }
            catch (Exception exception) when (exception is RefusedException or ApiUnreachableException)
            {
                // A configuration that is out of reach must not keep the certificate from being renewed.
                isTold = false;
                report.Problem = exception.Message;
            }
        }

        NoteTold(bundle, isTold, report.Told.Count > 0 && report.Problem is null);
    }

    private void NoteTold(string bundle, bool isTold, bool isWritten)
    {
        if (!isTold && !isWritten)
        {
            _toldBundle = null;
        }
        else if (_toldBundle != bundle || isWritten)
        {
            (_toldBundle, _toldAt) = (bundle, time.GetTimestamp());
        }
    }
}
