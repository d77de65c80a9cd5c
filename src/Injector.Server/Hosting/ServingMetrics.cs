using Injector.Server.Certificates;
using Injector.Server.Observability.Metrics;
using Injector.Server.Options;
using Injector.Server.Profiles;
using Injector.Server.Snapshots;
using Prometheus;

namespace Injector.Server.Hosting;

/// <summary>Metrics of the server apart from its requests: profiles, certificate, build.</summary>
internal sealed class ServingMetrics
{
    public ServingMetrics(MetricsRegistry metrics, SnapshotHolder snapshots, ProfileErrors errors, ServingCertificate certificate)
    {
        metrics.CreateGauge("injector_profiles_loaded", "Profiles in use.", () => snapshots.Current.Profiles.All.Length);
        metrics.CreateGauge(
            "injector_default_profiles_unknown", "Default profiles that do not exist.", () => DefaultProfiles.Unknown(snapshots.Current).Length);
        metrics.CreateGauge("injector_profile_load_errors", "Errors in the profiles as they are now.", () => errors.Current.Length);
        var notAfter = metrics.CreateGauge("injector_certificate_not_after_timestamp_seconds", "End of the serving certificate since the Unix epoch.");
        metrics.ReadAtScrape(notAfter, () => ReadEnd(notAfter, certificate));
        metrics.CreateGauge("injector_build_info", "Always 1; the label names the build.", "version").WithLabels(BuildVersion.Full).Set(1);
        ProcessMetrics.AddTo(metrics);
    }

    /// <summary>Unpublished while there is no certificate that any client trusts.</summary>
    private static void ReadEnd(Gauge notAfter, ServingCertificate certificate)
    {
        if (certificate.IsProvisional)
        {
            notAfter.Unpublish();
        }
        else
        {
            notAfter.Set(certificate.Pair.NotAfter.ToUnixTimeSeconds());
        }
    }
}
