using System.Collections.Immutable;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Certificates;

/// <summary>Tells the API servers, by the webhook configurations, whom to trust, and remembers since when all of them say so.</summary>
internal sealed class CaBundlePublisher(ImmutableArray<CaBundleUpdater> webhooks, TimeProvider time)
{
    /// <summary>As long as <c>helm --wait</c> waits by default before it makes the configurations, or gives up.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(5);

    private string? _bundle;
    private long _since;
    private int _untold = -1;
    private long _changedAt = time.GetTimestamp();

    /// <summary>
    /// Whether one should look again soon: a configuration is missing or was outrun by somebody, and it is not long since something changed.
    /// </summary>
    internal bool IsAwaiting => _untold > 0 && time.GetElapsedTime(_changedAt) < MaxWait;

    /// <summary>For how long every configuration has been naming these authorities; <see langword="null"/> when one does not.</summary>
    internal TimeSpan? KnownFor(string bundle) => bundle == _bundle ? time.GetElapsedTime(_since) : null;

    /// <summary>
    /// Sees to it that every entry of every configuration names these authorities, after a rotation that drops all others too. A configuration that does not exist is nobody's to call by: it is
    /// installed once we are ready, and the next look finds it.
    /// </summary>
    internal async Task TellAsync(string bundle, PassReport report, CancellationToken cancellationToken, bool isRotated = false)
    {
        var isComplete = true;
        var isChanged = false;
        var untold = 0;
        foreach (var webhook in webhooks)
        {
            var outcome = await TellAsync(webhook, bundle, isRotated, report, cancellationToken);
            isComplete &= outcome is CaBundleOutcome.Same or CaBundleOutcome.Absent or CaBundleOutcome.Written;
            isChanged |= outcome == CaBundleOutcome.Written;
            untold += outcome is CaBundleOutcome.Absent or CaBundleOutcome.Outrun ? 1 : 0;
        }

        if (isChanged || untold != _untold)
        {
            (_untold, _changedAt) = (untold, time.GetTimestamp());
        }

        if (!isComplete)
        {
            _bundle = null;
        }
        else if (isChanged || _bundle != bundle)
        {
            (_bundle, _since) = (bundle, time.GetTimestamp());
        }
    }

    /// <summary>
    /// Sees to it that the served certificate is trusted, whoever writes certificates: an entry that lacks its authority makes every call fail. What an entry
    /// names beside it is left to the writer, who knows better than a replica that is behind.
    /// </summary>
    internal async Task RepairAsync(StoredCertificates stored, PassReport report, CancellationToken cancellationToken)
    {
        if (stored.LeafAuthority is { } authority)
        {
            foreach (var webhook in webhooks)
            {
                await TellAsync(webhook, stored.Bundle, isRotated: false, report, cancellationToken, authority);
            }
        }
    }

    private static async Task<CaBundleOutcome?> TellAsync(
        CaBundleUpdater webhook, string bundle, bool isRotated, PassReport report, CancellationToken cancellationToken, string? without = null)
    {
        try
        {
            var (outcome, replaced) = await webhook.EnsureAsync(bundle, cancellationToken, without);
            if (outcome == CaBundleOutcome.Written)
            {
                report.Written.Add(new WrittenCaBundle(webhook.Name, replaced, bundle, isRotated));
            }

            return outcome;
        }
        catch (Exception exception) when (exception is RefusedException or ApiUnreachableException)
        {
            // A configuration that is out of reach must not keep the certificate from being renewed.
            report.Problem = exception.Message;
            return null;
        }
    }
}
