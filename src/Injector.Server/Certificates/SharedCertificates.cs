using System.Globalization;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Server.Observability.Logging;

namespace Injector.Server.Certificates;

/// <summary>
/// The certificates that the replicas share in a Secret. Every replica reads it; the Lease holder writes it and publishes the authorities to the API servers.
/// The Lease only avoids contention: if two replicas both believe that they hold it, the Secret's resource version keeps them apart. So whatever cannot wait
/// for a dead holder's Lease to expire is done by any replica: creating the first certificates and restoring lost trust.
/// </summary>
internal sealed class SharedCertificates(
    ApiClient server, SecretStore secret, LeaseLock lease, CaBundlePublisher trust, CertificatePlan plan, TimeProvider time) : IDisposable
{
    private string? _readVersion;
    private StoredCertificates? _read;

    // The latest deliberate drop of authorities seen so far; timestamps are compared as strings.
    private string? _distrusted;

    // The state before one that lacks some of its authorities, until they are restored or no longer needed.
    private StoredCertificates? _replaced;

    /// <summary>The last good state; it stays in use when the Secret is deleted or damaged.</summary>
    internal StoredCertificates? Last { get; private set; }

    /// <summary>Whether a webhook configuration that this replica has to update may appear at any moment.</summary>
    internal bool IsAwaitingConfigurations => lease.IsHeld && trust.IsAwaiting;

    /// <summary>Runs one pass: reads everything and does what is due.</summary>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    /// <exception cref="RefusedException">The server refused to return or to accept the Secret or the Lease.</exception>
    internal async Task<PassReport> PassAsync(CancellationToken cancellationToken)
    {
        var report = new PassReport();
        var content = await secret.ReadAsync(cancellationToken);
        var stored = Understand(content);
        if (stored is { AuthorityNotAfter: not null, Leaf: not null })
        {
            Follow(content, stored);
        }

        if (!await lease.HoldAsync(cancellationToken))
        {
            await DoWhatCannotWaitAsync(content, stored, report, cancellationToken);
            return report;
        }

        if (_replaced is { } before && ReferenceEquals(stored, Last))
        {
            await ReuniteAsync(content, stored, before, report, cancellationToken);
            return report;
        }

        if (content.Annotations.TryGetValue(RotationRequest.Key, out var wanted))
        {
            if (wanted is RotationRequest.Overlap or RotationRequest.Distrust)
            {
                await RotateAsync(content, stored, wanted, report, cancellationToken);
                return report;
            }

            // Only reported: a typo in the annotation must not hold up renewal, because certificates expire regardless.
            report.Problem = $"The annotation {RotationRequest.Key} of {secret.Label} is \"{wanted}\"; write \"{RotationRequest.Overlap}\" or \"{RotationRequest.Distrust}\", or remove it.";
        }

        if (stored.AuthorityNotAfter is not null)
        {
            await trust.PublishAsync(stored.Bundle, report, cancellationToken);
        }

        await AdvanceAsync(content, stored, report, cancellationToken);
        return report;
    }

    private async Task DoWhatCannotWaitAsync(SecretContent content, StoredCertificates stored, PassReport report, CancellationToken cancellationToken)
    {
        if (stored.Leaf is not null)
        {
            await trust.RepairAsync(stored, report, cancellationToken);
        }
        else if (Last is null)
        {
            await AdvanceAsync(content, stored, report, cancellationToken);
        }
    }

    /// <summary>Releases the Lease so that another replica can write at once.</summary>
    internal Task ReleaseAsync(CancellationToken cancellationToken) => lease.ReleaseAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    /// <summary>Decodes the Secret; one that is unchanged, the usual case, is not decoded again.</summary>
    private StoredCertificates Understand(SecretContent content)
    {
        if (_read is null || content.Version is null || content.Version != _readVersion)
        {
            (_read, _readVersion) = (StoredCertificates.Read(content.Texts, secret.Label, time), content.Version);
        }

        return _read;
    }

    private void Follow(SecretContent content, StoredCertificates stored)
    {
        if (content.Annotations.TryGetValue(RotationRequest.DistrustedKey, out var distrusted) && string.CompareOrdinal(distrusted, _distrusted) > 0)
        {
            // The missing authorities were dropped on purpose and must not be restored.
            (_distrusted, _replaced, Last) = (distrusted, null, stored);
            return;
        }

        _replaced ??= Last;
        if (_replaced is not null && !plan.Lacks(stored, _replaced))
        {
            _replaced = null;
        }

        Last = stored;
    }

    /// <summary>Handles an older Secret that was restored. Authorities that replicas still serve are added before its authorities are published.</summary>
    private async Task ReuniteAsync(
        SecretContent content, StoredCertificates stored, StoredCertificates before, PassReport report, CancellationToken cancellationToken)
    {
        var next = plan.Reunite(stored, before);
        if (await secret.WriteAsync(content, next.ToTexts(), cancellationToken))
        {
            (Last, _replaced) = (next, null);
            report.Task = new CertificateTask(CertificateStep.MakeAuthority, $"{secret.Label} was replaced and lacked authorities that are still in use; they are back", IsRepair: true);
            await trust.PublishAsync(next.Bundle, report, cancellationToken);
        }
    }

    private async Task RotateAsync(SecretContent content, StoredCertificates stored, string wanted, PassReport report, CancellationToken cancellationToken)
    {
        var isDistrusted = wanted == RotationRequest.Distrust;
        var moment = NextDistrust(content).ToIso8601();
        var next = plan.Rotate(stored.Leaf is null && Last is not null ? Last : stored, isDistrusted);
        (string, string?)[] annotations = isDistrusted ? [(RotationRequest.Key, null), (RotationRequest.DistrustedKey, moment)] : [(RotationRequest.Key, null)];
        if (!await secret.WriteAsync(content, next.ToTexts(), cancellationToken, annotations))
        {
            return;
        }

        Last = next;
        if (isDistrusted)
        {
            (_distrusted, _replaced) = (moment, null);
        }

        report.Task = new CertificateTask(
            CertificateStep.MakeAuthority,
            isDistrusted ? "an administrator asked for it, and that no former one is trusted any more" : "an administrator asked for it; the former one is trusted until nothing that it has signed is valid",
            IsRepair: isDistrusted);
        await trust.PublishAsync(next.Bundle, report, cancellationToken, isRotated: isDistrusted);
    }

    /// <summary>A timestamp later than any that replicas may have seen: clocks differ, and two requests may arrive within one second.</summary>
    private DateTimeOffset NextDistrust(SecretContent content)
    {
        var now = time.GetUtcNow();
        return content.Annotations.TryGetValue(RotationRequest.DistrustedKey, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var last)
            && last.AddSeconds(1) is var least && least > now
            ? least
            : now;
    }

    private async Task AdvanceAsync(SecretContent content, StoredCertificates stored, PassReport report, CancellationToken cancellationToken)
    {
        var task = plan.Next(stored, trust.KnownFor(stored.Bundle));
        if (task.Step == CertificateStep.None)
        {
            return;
        }

        if (stored.IsEmpty && Last is not null)
        {
            task = task with { Reason = $"{secret.Label} was deleted or emptied", IsRepair = true };
        }

        var next = plan.Carry(task.Step, stored, Last);
        if (!await secret.WriteAsync(content, next.ToTexts(), cancellationToken))
        {
            // Another writer was faster; the next pass reads what it wrote.
            return;
        }

        Last = next;
        report.Task = task;
        await trust.PublishAsync(next.Bundle, report, cancellationToken);
    }
}
