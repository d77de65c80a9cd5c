using System.Diagnostics.Metrics;
using Injector.Server.Validation;

namespace Injector.Server.Metrics;

/// <summary>What is counted of reviews of profiles.</summary>
internal sealed class ProfileReviewMetrics
{
    private long _allowed;
    private long _invalid;
    private long _refused;

    // Observed rather than added to, so that all results are there from the start and an alert on an increase sees the first one.
    public ProfileReviewMetrics(InjectorMeter meter) => meter.Meter.CreateObservableCounter(
        "injector.profile_reviews", Measure, null, "SidecarProfiles that were to be stored, by result.");

    internal void Reviewed(ProfileVerdict verdict)
    {
        ref var count = ref _invalid;
        if (verdict.IsAllowed)
        {
            count = ref _allowed;
        }
        else if (verdict.DenialCode == 403)
        {
            count = ref _refused;
        }

        Interlocked.Increment(ref count);
    }

    private Measurement<long>[] Measure() =>
    [
        Result("allowed", Interlocked.Read(ref _allowed)), Result("invalid", Interlocked.Read(ref _invalid)),
        Result("refused", Interlocked.Read(ref _refused)),
    ];

    private static Measurement<long> Result(string result, long count) => new(count, new KeyValuePair<string, object?>("result", result));
}
