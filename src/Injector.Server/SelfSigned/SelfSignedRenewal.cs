using Injector.Certificates;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Server.Tls;
using Microsoft.Extensions.Hosting;

namespace Injector.Server.SelfSigned;

/// <summary>
/// Serves the certificate that the replicas share, and sees to it that there always is one. Whatever fails, it says so, waits and goes on, and the
/// last good pair stays in use.
/// </summary>
internal sealed class SelfSignedRenewal(SharedCertificates shared, ServingCertificate serving, SelfSignedReports reports, TimeProvider time)
    : BackgroundService
{
    /// <summary>A caBundle that somebody has overwritten is repaired within this time; the requests are small and few.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>While there is nothing to serve yet, or a configuration is about to be made: until it names our authority, calls fail.</summary>
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private int _failures;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await shared.ReleaseAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ApiUnreachableException or RefusedException or OperationCanceledException)
        {
            reports.LeaseKept(exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(Pause(), time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var report = await PassAsync(cancellationToken);
            reports.Passed(report);
            _failures = 0;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Everything: a loop that dies of what nobody thought of would let the certificate expire.
            _failures++;
            reports.Failed(exception is ApiUnreachableException or RefusedException ? exception.Message : exception.ToString());
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
        return (due < LongestPause ? due : LongestPause) * (0.8 + (Random.Shared.NextDouble() * 0.2));
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
            ? $"The shared certificate is valid from {pair.NotBefore:u} to {pair.NotAfter:u} and it is {now:u} here; check the clocks of the nodes. The former certificate stays."
            : null;
    }

    private bool IsServed(CertificatePair pair) =>
        !serving.IsProvisional && serving.Pair.Leaf.RawDataMemory.Span.SequenceEqual(pair.Leaf.RawDataMemory.Span);
}
