using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Admission.Validation;

/// <summary>Metrics of reviews of profiles.</summary>
internal sealed class ProfileReviewMetrics
{
    // All results exist from the start, so that an alert on an increase sees the first one.
    private readonly Counter.Child _allowed;
    private readonly Counter.Child _invalid;
    private readonly Counter.Child _refused;

    public ProfileReviewMetrics(MetricsRegistry metrics)
    {
        var reviews = metrics.CreateCounter("injector_profile_reviews_total", "SidecarProfiles that were to be stored, by result.", "result");
        _allowed = reviews.WithLabels("allowed");
        _invalid = reviews.WithLabels("invalid");
        _refused = reviews.WithLabels("refused");
    }

    internal void Reviewed(ProfileVerdict verdict) => Count(verdict).Inc();

    private Counter.Child Count(ProfileVerdict verdict)
    {
        if (verdict.IsAllowed)
        {
            return _allowed;
        }

        return verdict.DenialCode == 403 ? _refused : _invalid;
    }
}
