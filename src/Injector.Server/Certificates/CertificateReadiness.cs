using System.Globalization;
using Injector.Server.Observability;

namespace Injector.Server.Certificates;

/// <summary>Checks whether a certificate can be served: without one that clients accept, every call would fail.</summary>
internal sealed class CertificateReadiness(ServingCertificate certificate, TimeProvider time)
{
    internal ReadinessCheck Check()
    {
        if (certificate.IsProvisional)
        {
            return new ReadinessCheck("certificate", false, "waiting for the one that the replicas share");
        }

        var pair = certificate.Pair;
        var now = time.GetUtcNow();
        var until = pair.NotAfter.ToString("u", CultureInfo.InvariantCulture);
        if (now > pair.NotAfter)
        {
            return new ReadinessCheck("certificate", false, $"expired at {until}");
        }

        return now < pair.NotBefore
            ? new ReadinessCheck("certificate", false, $"not valid before {pair.NotBefore.ToString("u", CultureInfo.InvariantCulture)}")
            : new ReadinessCheck("certificate", true, $"valid until {until}");
    }
}
