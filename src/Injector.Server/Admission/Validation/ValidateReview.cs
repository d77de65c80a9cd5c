using Injector.Core.Admission;
using Injector.Server.Admission.Requests;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Admission.Validation;

/// <summary>Answers the reviews of <c>POST /validate</c>: rejects profiles that could not be loaded, with the same messages as for files.</summary>
internal sealed partial class ValidateReview(ProfileValidation validation, ProfileReviewMetrics metrics, ILogger<ValidateReview> logger)
{
    /// <summary>Answers a review, or returns the refusal when it cannot be answered.</summary>
    internal Refusal? Answer(ReadOnlyMemory<byte> body, PooledBuffer response)
    {
        var reading = AdmissionReviewReader.Read(body);
        if (!reading.IsRead)
        {
            return Refusal.Malformed(reading.Error);
        }

        var review = reading.Review;
        var verdict = validation.Evaluate(review, body);
        VerdictWriter.Write(review, verdict, response);
        metrics.Reviewed(verdict);
        if (!verdict.IsAllowed)
        {
            Log.Refused(
                logger, BoundedText.Cut(review.Namespace, BoundedText.MaxName), BoundedText.Cut(review.Name, BoundedText.MaxName), verdict.DenialCode,
                BoundedText.Cut(verdict.Message, BoundedText.MaxField));
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ProfileRefused, LogLevel.Information, "Refused the SidecarProfile {Namespace}/{Profile} with {Status}: {Explanation}",
            EventName = nameof(EventIds.ProfileRefused))]
        internal static partial void Refused(ILogger logger, string @namespace, string profile, int status, string explanation);
    }
}
