using System.Collections.Concurrent;
using Injector.Core.Admission;
using Injector.Core.Decisions;
using Injector.Server.Admission.Requests;
using Injector.Server.Observability.Metrics;
using Prometheus;

namespace Injector.Server.Admission;

/// <summary>Metrics of admission requests. Labels are few and bounded, without pods or namespaces. The series are kept, so that counting a review allocates nothing.</summary>
internal sealed class AdmissionMetrics
{
    private static readonly double[] DurationBounds = [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5];

    // The API server rejects more than 256 KiB of annotations and objects over 3 MiB; a typical patch has a few KiB.
    private static readonly double[] PatchBounds = [512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144];

    private static readonly int Results = Enum.GetValues<AdmissionResult>().Length;
    private static readonly int Reasons = Enum.GetValues<ReasonCode>().Length;

    private readonly Counter _requests;
    private readonly Counter.Child?[] _answered = new Counter.Child?[Results * Reasons];
    private readonly ConcurrentDictionary<(string Result, string Reason), Counter.Child> _refused = new();
    private readonly Gauge.Child _inFlight;
    private readonly InjectionCounter _injections;
    private readonly ReviewHistogram _duration;
    private readonly ReviewHistogram _patch;

    public AdmissionMetrics(MetricsRegistry metrics, ReviewPlaces places, BodyMemory memory, ReviewExemplars exemplars)
    {
        _requests = metrics.CreateCounter("injector_admission_requests_total", "Admission requests, dry runs among them, by what became of them and why.", "reason", "result");
        _duration = new ReviewHistogram(
            metrics.CreateHistogram(
                "injector_admission_duration_seconds", "Time from having received a whole review to having its answer.", DurationBounds),
            DurationBounds, exemplars);
        _inFlight = ((ICollector<Gauge.Child>)metrics.CreateGauge("injector_admission_in_flight", "Admission requests being handled.")).Unlabelled;
        _injections = new InjectionCounter(metrics);
        _patch = new ReviewHistogram(
            metrics.CreateHistogram("injector_patch_bytes", "Size of the patches of injected pods.", PatchBounds), PatchBounds, exemplars);

        metrics.CreateGauge("injector_admission_in_work", "Reviews in work, of maxReviewsInWork.", () => places.InWork);
        metrics.CreateGauge(
            "injector_admission_waiting", "Reviews that wait until others are done: for their turn, or for memory.", () => places.Waiting + memory.Waiting);
        metrics.CreateGauge("injector_admission_bodies_bytes", "Memory that the bodies of reviews hold.", () => memory.Held);
    }

    internal void Began() => _inFlight.Inc();

    internal void Ended() => _inFlight.Dec();

    /// <summary>Counts a request that never became a review, or that made the engine fail.</summary>
    internal void Refused(string result, string reason)
    {
        if (!_refused.TryGetValue((result, reason), out var requests))
        {
            requests = _refused.GetOrAdd((result, reason), _requests.WithLabels(reason, result));
        }

        requests.Inc();
    }

    internal void Answered(AdmissionOutcome outcome, TimeSpan duration)
    {
        var uid = outcome.Review?.Uid;
        _duration.Observe(duration.TotalSeconds, uid);
        if (outcome.Injection is not { } injection)
        {
            Refused(ResultText(outcome.Result), "malformed");
            return;
        }

        Requests(outcome.Result, injection.Decision.Reason).Inc();

        // A dry run persists nothing, so no pod has received sidecars.
        if (outcome.Result == AdmissionResult.Injected && injection.Decision is InjectionDecision.Inject inject && outcome.Review is not { DryRun: true })
        {
            _patch.Observe(outcome.PatchBytes, uid);
            foreach (var profile in inject.Plan.Profiles)
            {
                _injections.Count(profile.Name, inject.Plan.Mode);
            }
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

    private Counter.Child Requests(AdmissionResult result, ReasonCode reason) =>
        _answered[((int)result * Reasons) + (int)reason] ??= _requests.WithLabels(reason.Text(), ResultText(result));
}
