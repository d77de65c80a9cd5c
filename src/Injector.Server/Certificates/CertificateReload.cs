using System.Security.Cryptography;
using Injector.Background;
using Injector.Certificates;
using Injector.Server.Observability.Logging;
using Injector.Server.Observability.Metrics;
using Injector.Server.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Certificates;

/// <summary>
/// Rereads the files of the HTTPS endpoint every ten seconds and swaps the certificate when their bytes have changed. A pair that cannot be served is logged as
/// an error and the last good one stays in use, until it expires and readiness fails. A pair that is not valid yet is held back for as long as the last one is
/// valid.
/// </summary>
internal sealed partial class CertificateReload(
    ServerOptions options,
    ServingMaterial first,
    ServingCertificate serving,
    ReloadMetrics metrics,
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<CertificateReload> logger) : BackgroundService
{
    /// <summary>The kubelet needs up to a minute to bring a changed Secret to the node; ten seconds more do not matter, and reading is cheap.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly SupervisedLoop _loop = loops.Add("certificate-files");
    private readonly TlsFiles _files = TlsFiles.From(options);
    private TlsFileContent _seen = first.Content;
    private TlsFileContent? _held;
    private bool _hasReportedExpiry;

    /// <summary>Checks the files once.</summary>
    internal void Refresh()
    {
        if (!_files.TryRead(out var content, out var error))
        {
            Reject(error);
        }
        else if (!content.IsSame(_seen))
        {
            Examine(content);
        }

        ReportExpiry();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(_ => Task.FromResult(RefreshOnce()), stoppingToken);

    private Turn RefreshOnce()
    {
        try
        {
            Refresh();
            return Turn.Done(Interval);
        }
        catch (Exception exception)
        {
            // Any exception, so that every failure reaches the metrics of the certificate.
            metrics.CertificateReloaded(false);
            Log.LookFailed(logger, exception);
            return Turn.Failed(Interval);
        }
    }

    private void Examine(TlsFileContent content)
    {
        if (!content.TryDecode(out var decoded, out var error))
        {
            _seen = content;
            Reject(error);
        }
        else if (decoded.Pair is { } pair && time.GetUtcNow() < pair.NotBefore && IsValid(serving.Pair))
        {
            // Not recorded as seen, so that the pair and the client authorities that came with it are checked again until the pair becomes valid.
            Hold(content, pair);
        }
        else
        {
            Take(decoded);
            _seen = content;
        }
    }

    private void Hold(TlsFileContent content, CertificatePair pair)
    {
        if (_held?.IsSame(content) != true)
        {
            _held = content;
            Log.Held(logger, pair.Leaf.Subject, pair.NotBefore.ToIso8601(), serving.Pair.NotAfter.ToIso8601());
        }

        pair.Dispose();
    }

    private bool IsValid(CertificatePair pair) => time.GetUtcNow() is var now && pair.NotBefore <= now && now <= pair.NotAfter;

    private void Take(DecodedTls decoded)
    {
        // Without a certificate file, the certificate comes from elsewhere and only the client authorities have changed.
        var pair = decoded.Pair ?? serving.Pair;
        if (time.GetUtcNow() > pair.NotAfter)
        {
            Reject($"The new certificate expired at {pair.NotAfter.ToIso8601()}.");
            return;
        }

        try
        {
            Serve(decoded);
        }
        catch (Exception exception) when (exception is CryptographicException or NotSupportedException)
        {
            Reject($"The TLS library does not take it: {exception.Message}.");
            return;
        }

        _hasReportedExpiry = false;
        metrics.CertificateReloaded(true);
        CertificateLog.Loaded(logger, pair);
    }

    private void Serve(DecodedTls decoded)
    {
        if (decoded.Pair is { } pair)
        {
            serving.Replace(pair, decoded.ClientAuthorities);
        }
        else
        {
            serving.ReplaceClientAuthorities(decoded.ClientAuthorities);
        }
    }

    private void Reject(string error)
    {
        metrics.CertificateReloaded(false);
        Log.Rejected(logger, error, serving.Pair.NotAfter.ToIso8601());
    }

    private void ReportExpiry()
    {
        if (!_hasReportedExpiry && time.GetUtcNow() > serving.Pair.NotAfter)
        {
            _hasReportedExpiry = true;
            Log.Expired(logger, serving.Pair.NotAfter.ToIso8601());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.CertificateRejected, LogLevel.Error, "The new certificate is refused: {Explanation} The old one stays, valid until {NotAfter}",
            EventName = nameof(EventIds.CertificateRejected))]
        internal static partial void Rejected(ILogger logger, string explanation, string notAfter);

        [LoggerMessage(
            EventIds.CertificateHeld, LogLevel.Warning,
            "The new certificate {Subject} is not valid before {NotBefore} and waits until then, for clocks differ; the old one stays, valid until {NotAfter}",
            EventName = nameof(EventIds.CertificateHeld))]
        internal static partial void Held(ILogger logger, string subject, string notBefore, string notAfter);

        [LoggerMessage(
            EventIds.CertificateLookFailed, LogLevel.Error, "The certificate files could not be looked at; the old certificate stays, and they are looked at again",
            EventName = nameof(EventIds.CertificateLookFailed))]
        internal static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(
            EventIds.CertificateExpired, LogLevel.Critical, "The serving certificate expired at {NotAfter}; API servers refuse it",
            EventName = nameof(EventIds.CertificateExpired))]
        internal static partial void Expired(ILogger logger, string notAfter);
    }
}
