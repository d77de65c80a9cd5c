using System.Globalization;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Server.Observability.Logging;

namespace Injector.Server.Certificates;

/// <summary>
/// The certificates that the replicas share in a Secret. Every replica reads it; the one that holds the Lease writes it and tells the API servers
/// whom to trust. The Lease only spares quarrels: two that both take themselves for the holder are kept apart by the Secret's resource version. So what
/// cannot wait until the Lease of a holder that is gone has run out is done by any replica: the first certificates, and trust that was lost.
/// </summary>
internal sealed class SharedCertificates(
    ApiClient server, SecretStore secret, LeaseLock lease, CaBundlePublisher trust, CertificatePlan plan, TimeProvider time) : IDisposable
{
    private string? _readVersion;
    private StoredCertificates? _read;

    // When authorities were last dropped on purpose, as far as was seen; such moments are ordered as texts.
    private string? _distrusted;

    // The state before one that lacks authorities of it, until they are back or nobody needs them any more.
    private StoredCertificates? _replaced;

    /// <summary>The last good state that was seen; it stays in use when the Secret is deleted or damaged.</summary>
    internal StoredCertificates? Last { get; private set; }

    /// <summary>Whether a webhook configuration that we have to tell may be made at any moment.</summary>
    internal bool IsAwaitingConfigurations => lease.IsHeld && trust.IsAwaiting;

    /// <summary>Looks at everything once and does what is due.</summary>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused to show or to take the Secret or the Lease.</exception>
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

            // Reported, and nothing else is kept from its turn: certificates end whatever somebody has mistyped.
            report.Problem = $"The annotation {RotationRequest.Key} of {secret.Label} is \"{wanted}\"; write \"{RotationRequest.Overlap}\" or \"{RotationRequest.Distrust}\", or remove it.";
        }

        if (stored.AuthorityNotAfter is not null)
        {
            await trust.TellAsync(stored.Bundle, report, cancellationToken);
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

    /// <summary>Lets another replica write at once.</summary>
    internal Task ReleaseAsync(CancellationToken cancellationToken) => lease.ReleaseAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    /// <summary>An unchanged Secret, which is nearly every one, is not decoded again.</summary>
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
            // What is missing now was dropped on purpose; nobody brings it back.
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

    /// <summary>Somebody has restored an older Secret. Before API servers are told of its authorities, those that replicas still serve join them.</summary>
    private async Task ReuniteAsync(
        SecretContent content, StoredCertificates stored, StoredCertificates before, PassReport report, CancellationToken cancellationToken)
    {
        var next = plan.Reunite(stored, before);
        if (await secret.WriteAsync(content, next.ToTexts(), cancellationToken))
        {
            (Last, _replaced) = (next, null);
            report.Task = new CertificateTask(CertificateStep.MakeAuthority, $"{secret.Label} was replaced and lacked authorities that are still in use; they are back", IsRepair: true);
            await trust.TellAsync(next.Bundle, report, cancellationToken);
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
        await trust.TellAsync(next.Bundle, report, cancellationToken, isRotated: isDistrusted);
    }

    /// <summary>A moment behind every one that replicas may have seen: clocks differ, and two requests may come within a second.</summary>
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
            // Somebody was faster; the next pass reads what they have written.
            return;
        }

        Last = next;
        report.Task = task;
        await trust.TellAsync(next.Bundle, report, cancellationToken);
    }
}
