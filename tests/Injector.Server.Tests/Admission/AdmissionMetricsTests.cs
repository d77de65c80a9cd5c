using System.Buffers;
using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Server.Admission;
using Injector.Server.Admission.Requests;
using Injector.Server.Observability.Metrics;
using Injector.Server.Tests.Observability.Metrics;
using Injector.Testing;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Admission;

public sealed class AdmissionMetricsTests : IDisposable
{
    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create([.. BuiltInProfiles.Load()]) };

    private readonly MetricsRegistry _registry = ScrapedMetrics.NewRegistry();
    private readonly ManualTimeProvider _clock = new();
    private readonly ReviewPlaces _places;
    private readonly ReviewExemplars _exemplars;
    private readonly AdmissionMetrics _metrics;

    public AdmissionMetricsTests()
    {
        _places = new ReviewPlaces(1, _clock);
        _exemplars = new ReviewExemplars(_clock);
        _metrics = new AdmissionMetrics(_registry, _places, new BodyMemory(BodyMemory.DefaultMax, _clock), _exemplars);
    }

    public static TheoryData<string> Reviews => ["log-tail", "logging,metrics", "nobody", ""];

    [Theory]
    [MemberData(nameof(Reviews))]
    public void Counting_a_review_allocates_nothing(string profiles)
    {
        var outcome = Outcome(profiles);

        Allocated(() => Count(outcome)).ShouldBe(0);
    }

    [Fact]
    public void Counting_a_review_allocates_nothing_while_openmetrics_is_scraped_and_no_exemplar_is_due()
    {
        var outcome = Outcome("log-tail");
        _exemplars.Scraped();

        Allocated(() => Count(outcome)).ShouldBe(0);
    }

    [Fact]
    public void Counting_a_refusal_allocates_nothing() => Allocated(() => _metrics.Refused("malformed", "wrong-method")).ShouldBe(0);

    [Fact]
    public async Task Tells_only_so_many_profiles_apart()
    {
        var registry = ScrapedMetrics.NewRegistry();
        var injections = new InjectionCounter(registry);
        for (var profile = 0; profile < InjectionCounter.MaxProfiles + 3; profile++)
        {
            injections.Count($"p{profile}", SidecarMode.Native);
        }

        injections.Count("p0", SidecarMode.Classic);

        var page = await ScrapedMetrics.TextOfAsync(registry);
        page.Samples.Count.ShouldBe(InjectionCounter.MaxProfiles + 2);
        page["injector_injections_total{mode=\"native\",profile=\"(other)\"}"].ShouldBe(3);
        page["injector_injections_total{mode=\"classic\",profile=\"p0\"}"].ShouldBe(1);
    }

    public void Dispose() => _places.Dispose();

    private void Count(AdmissionOutcome outcome)
    {
        _metrics.Began();
        _metrics.Answered(outcome, TimeSpan.FromMilliseconds(3));
        _metrics.Ended();
    }

    private static AdmissionOutcome Outcome(string profiles)
    {
        var review = profiles.Length == 0 ? AdmissionReviews.OfAPod() : AdmissionReviews.OfAPod().RequestingFor(profiles);
        return AdmissionHandler.Answer(review.ToBytes(), Snapshot, new ArrayBufferWriter<byte>());
    }

    /// <summary>Bytes of the cheapest of a few runs, once everything has been used: what the runtime does on the side can only add to one.</summary>
    private static long Allocated(Action action)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
