using System.Diagnostics.Metrics;
using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Core.Snapshots;
using Injector.Server.Admission;

namespace Injector.Server.Metrics;

/// <summary>What is counted of admission requests. Labels are few and bounded: neither pods nor namespaces appear.</summary>
internal sealed class AdmissionMetrics
{
    private static readonly double[] DurationBuckets = [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5];

    // The API server refuses more than 256 KiB of annotations and 3 MiB of object; a typical patch has a few KiB.
    private static readonly long[] PatchBuckets = [512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144];

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _inFlight;
    private readonly Counter<long> _injections;
    private readonly Histogram<long> _patch;

    public AdmissionMetrics(InjectorMeter meter, ReviewPlaces places, BodyMemory memory)
    {
        _requests = meter.Meter.CreateCounter<long>("injector.admission.requests", null, "Admission requests by what became of them and why.");
        _duration = meter.Meter.CreateHistogram(
            "injector.admission.duration", "s", "Time from having received a whole review to having its answer.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBuckets });
        _inFlight = meter.Meter.CreateUpDownCounter<long>("injector.admission.in_flight", null, "Admission requests being handled.");
        _injections = meter.Meter.CreateCounter<long>("injector.injections", null, "Pods that received a profile, by the way its sidecars were added.");
        _patch = meter.Meter.CreateHistogram(
            "injector.patch", "By", "Size of the patches of injected pods.", tags: null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = PatchBuckets });

        meter.Meter.CreateObservableGauge("injector.admission.in_work", () => places.InWork, null, "Reviews in work, of maxReviewsInWork.");
        meter.Meter.CreateObservableGauge(
            "injector.admission.waiting", () => places.Waiting + memory.Waiting, null, "Reviews that wait until others are done: for their turn, or for memory.");
        meter.Meter.CreateObservableGauge("injector.admission.bodies", () => memory.Held, "By", "Memory that the bodies of reviews hold.");

        // A gauge that nobody has touched is absent; 0 is the truth.
        _inFlight.Add(0);
    }

    internal void Began() => _inFlight.Add(1);

    internal void Ended() => _inFlight.Add(-1);

    /// <summary>A request that never became a review, or broke the engine.</summary>
    internal void Refused(string result, string reason) =>
        _requests.Add(1, new KeyValuePair<string, object?>("result", result), new KeyValuePair<string, object?>("reason", reason));

    internal void Answered(AdmissionOutcome outcome, TimeSpan duration)
    {
        var reason = outcome.Injection?.Decision.Reason.Text() ?? "malformed";
        _requests.Add(
            1, new KeyValuePair<string, object?>("result", ResultText(outcome.Result)), new KeyValuePair<string, object?>("reason", reason));
        _duration.Record(duration.TotalSeconds);
        if (outcome is { Result: AdmissionResult.Injected, Injection.Decision: InjectionDecision.Inject inject })
        {
            Injected(inject, outcome.Injection.Patch.Length);
        }
    }

    internal static string ResultText(AdmissionResult result) => result switch
    {
        AdmissionResult.Injected => "injected",
        AdmissionResult.Skipped => "skipped",
        AdmissionResult.Denied => "denied",
        AdmissionResult.Malformed => "malformed",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "not a result"),
    };

    private void Injected(InjectionDecision.Inject inject, int patchBytes)
    {
        _patch.Record(patchBytes);
        var mode = inject.Plan.Mode == SidecarMode.Native ? "native" : "classic";
        foreach (var profile in inject.Plan.Profiles)
        {
            _injections.Add(1, new KeyValuePair<string, object?>("profile", profile.Name), new KeyValuePair<string, object?>("mode", mode));
        }
    }
}
