using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Certificates;

/// <summary>Metrics of managed certificates; the expiry of the serving certificate is measured whatever its source.</summary>
internal sealed class ManagedCertificateMetrics
{
    private readonly ResultCounter _renewals;
    private readonly Gauge _authorityNotAfter;

    public ManagedCertificateMetrics(MetricsRegistry metrics)
    {
        _renewals = new ResultCounter(
            metrics, "injector_certificate_renewals_total", "Times that own certificates were changed, or could not be looked after, by result.");
        _authorityNotAfter = metrics.CreateGauge(
            "injector_certificate_authority_not_after_timestamp_seconds", "End of the own certificate authority since the Unix epoch.");

        // The expiry is unknown until a shared authority exists.
        _authorityNotAfter.Unpublish();
    }

    internal void Renewed(bool success) => _renewals.Count(success);

    internal void AuthorityEnds(DateTimeOffset moment) => _authorityNotAfter.Set(moment.ToUnixTimeSeconds());
}
