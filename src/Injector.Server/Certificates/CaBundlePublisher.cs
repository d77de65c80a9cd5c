using System.Collections.Immutable;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Certificates;

/// <summary>Writes the trusted authorities into the webhook configurations and remembers how long all of them have named the same ones.</summary>
internal sealed class CaBundlePublisher(ImmutableArray<CaBundleUpdater> webhooks, TimeProvider time)
{
    /// <summary>How long <c>helm --wait</c> waits by default before it creates the configurations or gives up.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(5);

    private string? _bundle;
    private long _since;
    private int _unpublished = -1;
    private long _changedAt = time.GetTimestamp();

    /// <summary>Whether to check again soon: a configuration is missing or was changed concurrently, and the last change is recent.</summary>
    internal bool IsAwaiting => _unpublished > 0 && time.GetElapsedTime(_changedAt) < MaxWait;

    /// <summary>For how long every configuration has been naming these authorities; <see langword="null"/> when one does not.</summary>
    internal TimeSpan? KnownFor(string bundle) => bundle == _bundle ? time.GetElapsedTime(_since) : null;

    /// <summary>
    /// Makes every entry of every configuration name these authorities; after a rotation that drops the former ones, only these. A missing configuration is
    /// skipped: no API server calls through it, it may be installed only once the server is ready, and the next pass finds it.
    /// </summary>
    internal async Task PublishAsync(string bundle, PassReport report, CancellationToken cancellationToken, bool isRotated = false)
    {
        var isComplete = true;
        var isChanged = false;
        var unpublished = 0;
        foreach (var webhook in webhooks)
        {
            var outcome = await PublishAsync(webhook, bundle, isRotated, report, cancellationToken);
            isComplete &= outcome is CaBundleOutcome.Same or CaBundleOutcome.Absent or CaBundleOutcome.Written;
            isChanged |= outcome == CaBundleOutcome.Written;
            unpublished += outcome is CaBundleOutcome.Absent or CaBundleOutcome.Outrun ? 1 : 0;
        }

        if (isChanged || unpublished != _unpublished)
        {
            (_unpublished, _changedAt) = (unpublished, time.GetTimestamp());
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
    /// Makes sure that the served certificate is trusted, even on a replica that does not hold the Lease: an entry without its authority makes every call fail.
    /// Other authorities in the entry are left to the Lease holder, which may have newer certificates than this replica.
    /// </summary>
    internal async Task RepairAsync(StoredCertificates stored, PassReport report, CancellationToken cancellationToken)
    {
        if (stored.LeafAuthority is { } authority)
        {
            foreach (var webhook in webhooks)
            {
                await PublishAsync(webhook, stored.Bundle, isRotated: false, report, cancellationToken, authority);
            }
        }
    }

    private static async Task<CaBundleOutcome?> PublishAsync(
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
            // An unreachable configuration must not prevent the certificate from being renewed.
            report.Problem = exception.Message;
            return null;
        }
    }
}
