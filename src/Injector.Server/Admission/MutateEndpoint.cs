using System.Security.Cryptography;
using Injector.Core.Admission;
using Injector.Server.Metrics;
using Injector.Server.Snapshots;
using Injector.Server.Validation;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Admission;

/// <summary>Answers <c>POST /mutate</c>, and leads <c>POST /validate</c> to its own answer: body in, engine, answer out, one log line, one set of measurements.</summary>
internal sealed class MutateEndpoint(
    SnapshotHolder snapshots, AnswerReview answer, ValidateReview validate, AdmissionMetrics metrics, DecisionLog log, SelfReview selfReview,
    TimeProvider time)
{
    private const int AnswerCapacity = 16 * 1024;

    internal async Task HandleAsync(HttpContext context)
    {
        metrics.Began();
        try
        {
            if (await RefusalAsync(context) is { } refusal)
            {
                metrics.Refused(refusal.Status == StatusCodes.Status500InternalServerError ? "error" : "malformed", refusal.Reason);
                log.Refused(refusal);
                await refusal.WriteAsync(context.Response);
            }
        }
        catch (Exception exception) when (IsClientGone(exception, context))
        {
            metrics.Refused("aborted", "client-gone");
        }
        finally
        {
            metrics.Ended();
        }
    }

    /// <summary>Answers the review; where there is none to answer, returns why.</summary>
    private async Task<Refusal?> RefusalAsync(HttpContext context)
    {
        if (Refusal.Of(context.Request) is { } refusal)
        {
            return refusal;
        }

        using var body = new PooledBuffer(RequestBody.CapacityFor(context.Request.ContentLength));
        try
        {
            if (!await RequestBody.TryReadAsync(context.Request.BodyReader, body, context.RequestAborted))
            {
                return Refusal.TooLong;
            }
        }
        catch (BadHttpRequestException exception)
        {
            return Refusal.Broken(exception);
        }

        using var response = new PooledBuffer(AnswerCapacity);
        if (Answer(context.Request, body.Written, response) is { } failure)
        {
            return failure;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = response.Length;
        await context.Response.Body.WriteAsync(response.Written, context.RequestAborted);
        return null;
    }

    private Refusal? Answer(HttpRequest request, ReadOnlyMemory<byte> body, PooledBuffer response)
    {
        try
        {
            return request.Path.Value == "/validate" ? validate.Answer(body, response) : Mutate(body, response);
        }
        catch (Exception exception)
        {
            // Whatever it is, it concerns this review alone: the process lives on and the API server applies the failure policy.
            var id = RandomNumberGenerator.GetHexString(12, lowercase: true);
            log.Failed(exception, id);
            return Refusal.OwnBug(id);
        }
    }

    private Refusal? Mutate(ReadOnlyMemory<byte> body, PooledBuffer response)
    {
        var began = time.GetTimestamp();
        var outcome = answer(body, snapshots.Current, response);
        var duration = time.GetElapsedTime(began);
        if (outcome.Result == AdmissionResult.Malformed)
        {
            return Refusal.Malformed(outcome.Error ?? "The body is not an admission review.");
        }

        if (!selfReview.Is(outcome.Review))
        {
            metrics.Answered(outcome, duration);
            log.Answered(outcome, duration);
        }

        return null;
    }

    private static bool IsClientGone(Exception exception, HttpContext context) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);
}
