using Injector.Certificates;
using Injector.Certificates.Renewal;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Server.Metrics;
using Injector.Server.Tls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.Server.SelfSigned;

/// <summary>
/// Serves the certificate that the replicas share, and sees to it that there always is one. Whatever fails, it says so, waits and goes on, and the
/// last good pair stays in use.
/// </summary>
internal sealed partial class SelfSignedRenewal(
    SharedCertificates shared, ServingCertificate serving, ServingMetrics metrics, TimeProvider time, ILogger<SelfSignedRenewal> logger)
    : BackgroundService
{
    /// <summary>A caBundle that somebody has overwritten is repaired within this time; the requests are small and few.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>While there is nothing to serve yet.</summary>
    internal static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private string? _toldProblem;
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
            // It runs out by itself.
            Log.Failed(logger, exception.Message);
        }
    }

    /// <summary>Looks once.</summary>
    /// <returns>How long to wait before the next look.</returns>
    internal async Task<TimeSpan> RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            Tell(await shared.PassAsync(cancellationToken));
            _failures = 0;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Everything: a loop that dies of what nobody thought of would let the certificate expire.
            _failures++;
            TellProblem(exception is ApiUnreachableException or RefusedException ? exception.Message : exception.ToString());
        }

        Serve();
        return Pause();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(await RefreshAsync(stoppingToken), time, stoppingToken);
        }
    }

    private TimeSpan Pause()
    {
        var usual = serving.IsProvisional ? FirstInterval : Interval;
        var due = usual * Math.Pow(2, Math.Min(_failures, 5));
        return (due < LongestPause ? due : LongestPause) * (0.8 + (Random.Shared.NextDouble() * 0.2));
    }

    private void Serve()
    {
        if (shared.Last?.Leaf is not { } pair || IsServed(pair))
        {
            return;
        }

        var now = time.GetUtcNow();
        if (!serving.IsProvisional && !pair.IsValidAt(now) && serving.Pair.IsValidAt(now))
        {
            // By our clock only; when that is wrong, the old pair still does until it ends.
            TellProblem($"The shared certificate is valid from {pair.NotBefore:u} to {pair.NotAfter:u}, not now; the old one stays.");
            return;
        }

        serving.Replace(pair);
        metrics.CertificateReloaded(true);
        Log.Loaded(logger, pair.Leaf.Subject, pair.NotAfter);
    }

    private bool IsServed(CertificatePair pair) =>
        !serving.IsProvisional && serving.Pair.Leaf.RawDataMemory.Span.SequenceEqual(pair.Leaf.RawDataMemory.Span);

    private void Tell(PassReport report)
    {
        switch (report.Task.Step)
        {
            case CertificateStep.MakeAuthority:
                Log.AuthorityMade(logger, report.Task.Reason);
                break;
            case CertificateStep.IssueLeaf:
                Log.LeafIssued(logger, report.Task.Reason);
                break;
            case CertificateStep.DropFormer:
                Log.FormerDropped(logger, report.Task.Reason);
                break;
        }

        foreach (var name in report.Told)
        {
            Log.Told(logger, name);
        }

        TellProblem(report.Problem);
    }

    /// <summary>Once for each problem, not once for each look.</summary>
    private void TellProblem(string? problem)
    {
        if (problem is not null && problem != _toldProblem)
        {
            Log.Failed(logger, problem);
        }

        _toldProblem = problem;
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.CertificateLoaded, LogLevel.Information, "New connections get the new certificate {Subject}, valid until {NotAfter:u}",
            EventName = nameof(EventIds.CertificateLoaded))]
        internal static partial void Loaded(ILogger logger, string subject, DateTimeOffset notAfter);

        [LoggerMessage(
            EventIds.AuthorityMade, LogLevel.Information, "Made a new certificate authority: {Reason}", EventName = nameof(EventIds.AuthorityMade))]
        internal static partial void AuthorityMade(ILogger logger, string reason);

        [LoggerMessage(
            EventIds.LeafIssued, LogLevel.Information, "Issued a new serving certificate: {Reason}", EventName = nameof(EventIds.LeafIssued))]
        internal static partial void LeafIssued(ILogger logger, string reason);

        [LoggerMessage(
            EventIds.FormerAuthorityDropped, LogLevel.Information, "Former authorities are no longer trusted: {Reason}",
            EventName = nameof(EventIds.FormerAuthorityDropped))]
        internal static partial void FormerDropped(ILogger logger, string reason);

        [LoggerMessage(
            EventIds.TrustWritten, LogLevel.Information, "Wrote the authorities into {Configuration}", EventName = nameof(EventIds.TrustWritten))]
        internal static partial void Told(ILogger logger, WebhookConfigurationName configuration);

        [LoggerMessage(
            EventIds.RenewalFailed, LogLevel.Error, "Looking after the certificates failed, the present one stays and another attempt follows: {Explanation}",
            EventName = nameof(EventIds.RenewalFailed))]
        internal static partial void Failed(ILogger logger, string explanation);
    }
}
