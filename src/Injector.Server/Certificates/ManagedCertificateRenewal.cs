using Injector.Background;
using Injector.Certificates;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Hosting;

namespace Injector.Server.Certificates;

/// <summary>Serves the certificate that the replicas share and makes sure that one exists. A failure is reported and retried, and the last good pair stays in use.</summary>
internal sealed class ManagedCertificateRenewal(
    SharedCertificates shared, ServingCertificate serving, SelfSignedReports reports, BackgroundLoops loops, TimeProvider time) : BackgroundService
{
    /// <summary>An overwritten caBundle is repaired within this time; the requests are small and few.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>While there is nothing to serve yet, or a configuration is about to be created: calls fail until it names the authority.</summary>
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(1);

    /// <summary>Every overwrite is repaired, but with a pause, so that two writers do not spin.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly SupervisedLoop _loop = loops.Add("certificate-renewal");
    private int _failures;

    /// <summary>Starts a pass at once: a webhook configuration was seen that does not trust the served certificate.</summary>
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
            // Any exception: the Lease expires on its own, and the rest of the server has to shut down in order.
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

    /// <summary>Serves the certificate that was read even when the rest of the pass fails.</summary>
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
    /// Why the shared certificate is not served: by the local clock it is not valid while the one in use is. If the local clock is wrong, the one in use still
    /// works until it expires.
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
