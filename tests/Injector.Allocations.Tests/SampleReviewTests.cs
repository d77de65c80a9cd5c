using Injector.Core.Admission;
using Injector.Testing.Admission;

namespace Injector.Allocations.Tests;

/// <summary>
/// Pins what three sample reviews allocate, so that nothing makes the engine dearer unseen. A figure that falls is written down again; one that has to
/// rise needs a reason in its commit.
/// </summary>
public sealed class SampleReviewTests
{
    /// <summary>Room for what differs between patch releases of the runtime.</summary>
    private const double Tolerance = 1.02;

    private const long NotRequested = 3_016;
    private const long ThreeProfiles = 45_392;
    private const long Ambassador = 152_088;

    private readonly AllocationMeter _meter = new();

    [Fact]
    public void Counts_are_exact() => AllocationMeter.IsExact.ShouldBeTrue("run this project in Release, with its own runtimeconfig: tiered compilation must be off");

    [Fact]
    public void A_pod_that_asks_for_nothing_costs_no_more_than_it_did() => Expect(SampleReviews.NotRequested, NotRequested, AdmissionResult.Skipped);

    [Fact]
    public void Three_profiles_cost_no_more_than_they_did() => Expect(SampleReviews.ThreeProfiles, ThreeProfiles, AdmissionResult.Injected);

    [Fact]
    public void An_ambassador_costs_no_more_than_it_did() => Expect(SampleReviews.Ambassador, Ambassador, AdmissionResult.Injected);

    private void Expect(byte[] review, long pinned, AdmissionResult result)
    {
        _meter.Answer(review).Result.ShouldBe(result);
        var measured = _meter.Measure(review);
        measured.ShouldBeLessThanOrEqualTo(
            (long)(pinned * Tolerance),
            $"a review of {review.Length} bytes now allocates {measured} bytes, {measured - pinned} more than the {pinned} pinned here");
    }
}
