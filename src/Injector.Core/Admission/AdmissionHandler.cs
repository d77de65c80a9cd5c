using System.Buffers;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Snapshots;

namespace Injector.Core.Admission;

/// <summary>Answers admission reviews: bytes in, bytes out, no side effects.</summary>
public static class AdmissionHandler
{
    /// <summary>
    /// Answers a review. Writes a complete <c>AdmissionReview</c> response to <paramref name="output"/>, or nothing if the outcome is
    /// <see cref="AdmissionResult.Malformed"/>. Never throws because of the body.
    /// </summary>
    /// <param name="body">The request body.</param>
    /// <param name="snapshot">Profiles, namespaces, settings and capabilities.</param>
    /// <param name="output">Receives the response.</param>
    /// <param name="cancellationToken">Cancels the work when the answer is no longer needed.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static AdmissionOutcome Answer(
        ReadOnlyMemory<byte> body, InjectionSnapshot snapshot, IBufferWriter<byte> output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(output);
        var reading = AdmissionReviewReader.Read(body);
        if (!reading.IsRead)
        {
            return Malformed(reading.Error, null);
        }

        var review = reading.Review;
        if (NotAPodCreate(review) is { } message)
        {
            return Answer(review, null, Skipped(message), output);
        }

        if (review.Pod is null && review.Object.IsEmpty)
        {
            return Malformed("request.object is missing or null, although a pod is created", review);
        }

        var pod = review.Pod is null ? PodReader.Read(review.Object) : new PodReading(review.Pod, null);
        if (!pod.IsRead)
        {
            return Malformed($"request.object is not a pod: {pod.Error}", review);
        }

        var request = new InjectionRequest { Pod = pod.Pod, Namespace = review.Namespace, Cancellation = cancellationToken };
        return Answer(review, pod.Pod, SidecarInjector.Inject(request, snapshot), output);
    }

    private static AdmissionOutcome Answer(AdmissionReview review, PodView? pod, InjectionResult result, IBufferWriter<byte> output)
    {
        var patchBytes = AdmissionReviewWriter.Write(review, result, output);
        return new AdmissionOutcome
        {
            Result = result.Decision switch
            {
                InjectionDecision.Inject => AdmissionResult.Injected,
                InjectionDecision.Deny => AdmissionResult.Denied,
                _ => AdmissionResult.Skipped,
            },
            Review = review,
            Pod = pod,
            Injection = result,
            PatchBytes = patchBytes,
        };
    }

    private static AdmissionOutcome Malformed(string error, AdmissionReview? review) =>
        new() { Result = AdmissionResult.Malformed, Error = error, Review = review };

    private static string? NotAPodCreate(AdmissionReview review)
    {
        if (review.Resource != AdmissionReview.Pods || review.SubResource.Length > 0)
        {
            return $"the review is about {review.Resource}{(review.SubResource.Length > 0 ? "/" + review.SubResource : "")}, not about pods";
        }

        return review.Operation == "CREATE" ? null : $"the operation is {review.Operation}; sidecars can only be added when a pod is created";
    }

    private static InjectionResult Skipped(string message) => new()
    {
        Decision = new InjectionDecision.Skip(ReasonCode.NotAPodCreate, message, IsRequested: false),
        Findings = [new RuleFinding(ReasonCode.NotAPodCreate, RuleAnswer.Skip, message)],
    };
}
