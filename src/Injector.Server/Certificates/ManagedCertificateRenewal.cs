using Injector.Background;
using Injector.Certificates;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Hosting;

namespace Injector.Server.Certificates;

/// <summary>
/// Serves the certificate that the replicas share, and sees to it that there always is one. Whatever fails, it says so, waits and goes on, and the
/// last good pair stays in use.
/// </summary>
internal sealed class ManagedCertificateRenewal(
    SharedCertificates shared, ServingCertificate serving, SelfSignedReports reports, BackgroundLoops loops, TimeProvider time) : BackgroundService
{
    /// <summary>A caBundle that somebody has overwritten is repaired within this time; the requests are small and few.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>While there is nothing to serve yet, or a configuration is about to be made: until it names our authority, calls fail.</summary>
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(1);

    /// <summary>Somebody who overwrites again and again is answered again and again, but not in a circle without a pause.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly SupervisedLoop _loop = loops.Add("certificate-renewal");
    private int _failures;

    /// <summary>Looks at once: a webhook configuration was seen that does not trust us.</summary>
    internal void Wake() => _loop.Wake();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await shared.ReleaseAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // Everything: the Lease runs out by itself, and the rest of the server has to be stopped in order.
            reports.LeaseKept(exception.Message);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(RunOnceAsync, stoppingToken);

    private async Task<Turn> RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var report = await PassAsync(cancellationToken);
            reports.Passed(report);
            _failures = 0;
            return report.Problem is null ? Turn.Done(Rest, Pause()) : Turn.Failed(Pause());
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _failures++;
            reports.Failed(exception is ApiUnreachableException or RefusedException ? exception.Message : exception.ToString());
            return Turn.Failed(Pause());
        }
    }

    /// <summary>Serves what was read even when the rest of the pass has failed.</summary>
    private async Task<PassReport> PassAsync(CancellationToken cancellationToken)
    {
        try
        {
            var report = await shared.PassAsync(cancellationToken);
            report.Problem ??= WhyNotNow();
            return report;
        }
        finally
        {
            Serve();
        }
    }

    private TimeSpan Pause()
    {
        var usual = serving.IsProvisional || shared.IsAwaitingConfigurations ? FirstInterval : Interval;
        var due = usual * Math.Pow(2, Math.Min(_failures, 5));
        return (due < MaxPause ? due : MaxPause) * (0.8 + (Random.Shared.NextDouble() * 0.2));
    }

    private void Serve()
    {
        if (shared.Last is not { Leaf: { } pair, AuthorityNotAfter: { } authorityNotAfter })
        {
            return;
        }

        reports.AuthorityEnds(authorityNotAfter);
        if (!IsServed(pair) && WhyNotNow() is null)
        {
            serving.Replace(pair);
            reports.Served(pair);
        }
    }

    /// <summary>
    /// Why the shared certificate is not served: it is not valid by our clock while the one in use is. Should that clock be wrong, the one in use
    /// still does until it ends.
    /// </summary>
    private string? WhyNotNow()
    {
        var now = time.GetUtcNow();
        return shared.Last?.Leaf is { } pair && !serving.IsProvisional && !IsServed(pair) && !pair.IsValidAt(now) && serving.Pair.IsValidAt(now)
            ? $"The shared certificate is valid from {pair.NotBefore.ToIso8601()} to {pair.NotAfter.ToIso8601()} and it is {now.ToIso8601()} here; check the clocks of the nodes. The former certificate stays."
            : null;
    }

    private bool IsServed(CertificatePair pair) =>
        !serving.IsProvisional && serving.Pair.Leaf.RawDataMemory.Span.SequenceEqual(pair.Leaf.RawDataMemory.Span);
}
