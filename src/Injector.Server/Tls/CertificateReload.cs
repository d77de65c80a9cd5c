using System.Security.Cryptography;
using Injector.Server.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Tls;

/// <summary>
/// Reads the files of the HTTPS endpoint again every ten seconds and swaps the certificate when their bytes have changed. A pair that cannot be
/// served is refused loudly and the last good one stays, until it expires and readiness fails.
/// </summary>
internal sealed partial class CertificateReload(
    ServerOptions options,
    ServingMaterial first,
    ServingCertificate serving,
    ServingMetrics metrics,
    TimeProvider time,
    ILogger<CertificateReload> logger) : BackgroundService
{
    /// <summary>The kubelet needs up to a minute to bring a changed Secret to the node; ten seconds more do not matter, and reading is cheap.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TlsFiles _files = TlsFiles.From(options);
    private TlsFileContent _seen = first.Content;
    private bool _hasReportedExpiry;

    /// <summary>Looks at the files once.</summary>
    internal void Refresh()
    {
        if (!_files.TryRead(out var content, out var error))
        {
            Reject(error);
        }
        else if (!content.IsSame(_seen))
        {
            _seen = content;
            Take(content);
        }

        ReportExpiry();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Refresh();
        }
    }

    private void Take(TlsFileContent content)
    {
        if (!content.TryDecode(out var decoded, out var error))
        {
            Reject(error);
            return;
        }

        // Without a file of it the certificate comes from elsewhere and only the authorities of clients have changed.
        var pair = decoded.Pair ?? serving.Pair;
        if (time.GetUtcNow() > pair.NotAfter)
        {
            Reject($"The new certificate expired at {pair.NotAfter:u}.");
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
        Log.Loaded(logger, pair.Leaf.Subject, pair.NotAfter);
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
        Log.Rejected(logger, error, serving.Pair.NotAfter);
    }

    private void ReportExpiry()
    {
        if (!_hasReportedExpiry && time.GetUtcNow() > serving.Pair.NotAfter)
        {
            _hasReportedExpiry = true;
            Log.Expired(logger, serving.Pair.NotAfter);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.CertificateLoaded, LogLevel.Information, "New connections get the new certificate {Subject}, valid until {NotAfter:u}",
            EventName = nameof(EventIds.CertificateLoaded))]
        internal static partial void Loaded(ILogger logger, string subject, DateTimeOffset notAfter);

        [LoggerMessage(
            EventIds.CertificateRejected, LogLevel.Error, "The new certificate is refused: {Explanation} The old one stays, valid until {NotAfter:u}",
            EventName = nameof(EventIds.CertificateRejected))]
        internal static partial void Rejected(ILogger logger, string explanation, DateTimeOffset notAfter);

        [LoggerMessage(
            EventIds.CertificateExpired, LogLevel.Critical, "The serving certificate expired at {NotAfter:u}; API servers refuse it",
            EventName = nameof(EventIds.CertificateExpired))]
        internal static partial void Expired(ILogger logger, DateTimeOffset notAfter);
    }
}
