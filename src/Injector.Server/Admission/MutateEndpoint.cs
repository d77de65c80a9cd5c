using System.Buffers;
using System.Security.Cryptography;
using Injector.Core.Admission;
using Injector.Core.Snapshots;
using Injector.Server.Admission.Requests;
using Injector.Server.Admission.Validation;
using Injector.Server.Snapshots;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Admission;

/// <summary>
/// Handles <c>POST /mutate</c> and dispatches <c>POST /validate</c>: reads the body, waits for a slot among the concurrent reviews, runs the engine and
/// writes the response, with one log line and one set of metrics for each. A failure affects only its own request.
/// </summary>
internal sealed class MutateEndpoint(
    SnapshotHolder snapshots, AnswerReview answer, ValidateReview validate, ReviewPlaces places, BodyMemory memory, AdmissionMetrics metrics,
    DecisionLog log, SelfReview selfReview, RequestClock clock)
{
    private const int AnswerCapacity = 16 * 1024;

    internal async Task HandleAsync(HttpContext context)
    {
        metrics.Began();
        try
        {
            using var response = new PooledBuffer(AnswerCapacity);
            if (await RefusalAsync(context, response) is { } refusal)
            {
                metrics.Refused(refusal.Result, refusal.Reason);
                log.Refused(refusal);
                await refusal.WriteAsync(context.Response);
            }
            else
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = response.Length;
                await context.Response.Body.WriteAsync(response.Written, context.RequestAborted);
            }
        }
        catch (Exception exception) when (GoneClient.Is(exception, context.RequestAborted))
        {
            metrics.Refused("aborted", "client-gone");

            // Otherwise Kestrel would try to read the rest of the body, and log an error when it cannot.
            context.Abort();
        }
        finally
        {
            metrics.Ended();
        }
    }

    /// <summary>Writes the response to the review into the buffer; returns the refusal instead when the request cannot be answered with a review.</summary>
    private async ValueTask<Refusal?> RefusalAsync(HttpContext context, PooledBuffer response)
    {
        if (Refusal.Of(context.Request) is { } refusal)
        {
            return refusal;
        }

        var deadline = ReviewDeadline.Of(context.Request, clock.Time);
        using var body = new BodyBuffer(memory);
        if (await ReadAsync(context, body, deadline) is { } unread)
        {
            return unread;
        }

        var bytes = body.Length;
        if (!await places.EnterAsync(bytes, deadline, context.RequestAborted))
        {
            return Refusal.NoTurnInTime;
        }

        try
        {
            return Answer(context, body.Written, response);
        }
        finally
        {
            places.Exit(bytes);
        }
    }

    private async ValueTask<Refusal?> ReadAsync(HttpContext context, BodyBuffer body, ReviewDeadline deadline)
    {
        try
        {
            return await ReviewBody.ReadAsync(context.Request, body, deadline, context.RequestAborted);
        }
        catch (Exception exception) when (!GoneClient.Is(exception, context.RequestAborted))
        {
            return OwnBug(exception);
        }
    }

    private Refusal? Answer(HttpContext context, ReadOnlyMemory<byte> body, PooledBuffer response)
    {
        try
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            return context.Request.Path.Value == "/validate" ? validate.Answer(body, response) : Mutate(context, body, response);
        }
        catch (Exception exception) when (!GoneClient.Is(exception, context.RequestAborted))
        {
            return OwnBug(exception);
        }
    }

    private Refusal? Mutate(HttpContext context, ReadOnlyMemory<byte> body, PooledBuffer response)
    {
        var began = clock.Time.GetTimestamp();
        var outcome = answer(body, snapshots.Current, response, context.RequestAborted);
        var duration = clock.Time.GetElapsedTime(began);
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

    /// <summary>Turns an unexpected exception into a refusal: the process lives on, and the API server applies the failure policy.</summary>
    private Refusal OwnBug(Exception exception)
    {
        var id = RandomNumberGenerator.GetHexString(12, lowercase: true);
        log.Failed(exception, id);
        return Refusal.OwnBug(id);
    }
}

/// <summary>Answers a review: <see cref="AdmissionHandler.Answer"/>, except in tests that need the engine to fail or to wait.</summary>
internal delegate AdmissionOutcome AnswerReview(
    ReadOnlyMemory<byte> body, InjectionSnapshot snapshot, IBufferWriter<byte> output, CancellationToken cancellationToken);
