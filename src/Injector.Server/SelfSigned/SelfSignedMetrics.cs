using System.Diagnostics.Metrics;
using Injector.Server.Metrics;

namespace Injector.Server.SelfSigned;

/// <summary>What is measured of certificates of our own; the end of the serving certificate is in <see cref="ServingMetrics"/>.</summary>
internal sealed class SelfSignedMetrics
{
    private readonly Counter<long> _renewals;
    private long _authorityNotAfter;

    public SelfSignedMetrics(InjectorMeter meter)
    {
        _renewals = meter.Meter.CreateCounter<long>(
            "injector.certificate_renewals", null, "Times that own certificates were changed, or could not be looked after, by result.");
        meter.Meter.CreateObservableGauge(
            "injector.certificate_authority_not_after_timestamp", AuthorityNotAfter, "s", "End of the own certificate authority since the Unix epoch.");

        // Both results are there from the start, so that an alert on an increase sees the first one.
        _renewals.Add(0, Result(true));
        _renewals.Add(0, Result(false));
    }

    internal void Renewed(bool success) => _renewals.Add(1, Result(success));

    internal void AuthorityEnds(DateTimeOffset moment) => Interlocked.Exchange(ref _authorityNotAfter, moment.ToUnixTimeSeconds());

    private Measurement<long>[] AuthorityNotAfter() => Interlocked.Read(ref _authorityNotAfter) is > 0 and var end ? [new(end)] : [];

    private static KeyValuePair<string, object?> Result(bool success) => new("result", success ? "success" : "failure");
}
