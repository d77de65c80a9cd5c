namespace Injector.Server.Observability.Metrics;

/// <summary>Counts reloads of changed files and objects.</summary>
internal sealed class ReloadMetrics(MetricsRegistry metrics)
{
    private readonly ResultCounter _profiles = new(metrics, "injector_profile_reloads_total", "Times that changed profiles were read, by result.");
    private readonly ResultCounter _certificates = new(metrics, "injector_certificate_reloads_total", "Times that a changed certificate was read, by result.");

    internal void ProfilesReloaded(bool success) => _profiles.Count(success);

    internal void CertificateReloaded(bool success) => _certificates.Count(success);
}
