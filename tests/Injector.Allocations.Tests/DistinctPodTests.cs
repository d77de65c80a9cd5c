using Injector.Testing.Scenarios;

namespace Injector.Allocations.Tests;

/// <summary>
/// Pins what a review of a template like no other allocates, on average over some templates. A figure that falls is written down again; one that has to rise
/// needs a reason in its commit.
/// </summary>
public sealed class DistinctPodTests
{
    /// <summary>Room for what differs between patch releases of the runtime.</summary>
    private const double Tolerance = 1.02;

    private const int Templates = 16;

    private readonly AllocationMeter _meter = new();

    [Theory]
    [InlineData("nobody asked", 3_040)]
    [InlineData("one profile", 30_150)]
    [InlineData("three profiles", 44_500)]
    [InlineData("five profiles", 72_700)]
    [InlineData("ambassador, HAProxy", 112_400)]
    [InlineData("ambassador, Envoy", 119_200)]
    [InlineData("three profiles, 2,000 variables", 76_150)]
    [InlineData("nobody asked, 1.5 MiB", 34_800)]
    [InlineData("three profiles, 1.5 MiB", 76_150)]
    public void Cost_no_more_than_they_did(string name, long pinned)
    {
        var scenario = ReviewScenario.All.Single(scenario => scenario.Name == name);
        var measured = (long)Enumerable.Range(0, Templates).Average(number => _meter.Measure(scenario.Distinct(number)));
        measured.ShouldBeLessThanOrEqualTo(
            (long)(pinned * Tolerance), $"{name}: a review now allocates {measured} bytes, {measured - pinned} more than the {pinned} pinned here");
    }
}
