using Injector.Certificates;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Certificates;

/// <summary>Log events about the serving certificate, whatever its source.</summary>
internal static partial class CertificateLog
{
    internal static void Loaded(ILogger logger, CertificatePair pair) => Loaded(logger, pair.Leaf.Subject, pair.NotAfter.ToIso8601());

    [LoggerMessage(
        EventIds.CertificateLoaded, LogLevel.Information, "New connections get the new certificate {Subject}, valid until {NotAfter}",
        EventName = nameof(EventIds.CertificateLoaded))]
    private static partial void Loaded(ILogger logger, string subject, string notAfter);
}
