using System.Diagnostics.Metrics;
using Injector.Server.Snapshots;
using Injector.Server.Tls;

namespace Injector.Server.Metrics;

/// <summary>What is known of the server beside its requests: profiles, certificate, build.</summary>
internal sealed class ServingMetrics
{
    private readonly Counter<long> _profileReloads;
    private readonly Counter<long> _certificateReloads;

    public ServingMetrics(InjectorMeter meter, SnapshotHolder snapshots, ProfileErrors errors, ServingCertificate certificate)
    {
        _profileReloads = meter.Meter.CreateCounter<long>("injector.profile_reloads", null, "Times that changed profiles were read, by result.");
        _certificateReloads = meter.Meter.CreateCounter<long>("injector.certificate_reloads", null, "Times that a changed certificate was read, by result.");
        meter.Meter.CreateObservableGauge("injector.profiles_loaded", () => snapshots.Current.Profiles.All.Length, null, "Profiles in use.");
        meter.Meter.CreateObservableGauge(
            "injector.default_profiles_unknown", () => DefaultProfiles.Unknown(snapshots.Current).Length, null, "Default profiles that do not exist.");
        meter.Meter.CreateObservableGauge("injector.profile_load_errors", () => errors.Current.Length, null, "Errors in the profiles as they are now.");
        meter.Meter.CreateObservableGauge(
            "injector.certificate_not_after_timestamp", () => Ends(certificate), "s", "End of the serving certificate since the Unix epoch.");
        meter.Meter.CreateObservableGauge(
            "injector.build_info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", BuildVersion.Full)), null,
            "Always 1; the label names the build.");
        ProcessMetrics.AddTo(meter.Meter);

        // Both results are there from the start, so that an alert on an increase sees the first one.
        foreach (var result in new[] { "success", "failure" })
        {
            _profileReloads.Add(0, Result(result));
            _certificateReloads.Add(0, Result(result));
        }
    }

    internal void ProfilesReloaded(bool success) => _profileReloads.Add(1, Result(success ? "success" : "failure"));

    internal void CertificateReloaded(bool success) => _certificateReloads.Add(1, Result(success ? "success" : "failure"));

    /// <summary>Nothing while there is none that anybody trusts.</summary>
    private static Measurement<long>[] Ends(ServingCertificate certificate) =>
        certificate.IsProvisional ? [] : [new(certificate.Pair.NotAfter.ToUnixTimeSeconds())];

    private static KeyValuePair<string, object?> Result(string result) => new("result", result);
}
