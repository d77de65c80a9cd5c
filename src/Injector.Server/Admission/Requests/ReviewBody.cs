using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Admission.Requests;

/// <summary>Reads the body of a request within the limits of size, time and memory.</summary>
internal static class ReviewBody
{
    /// <summary>7 MiB. The API server accepts objects of up to 3 MiB, and a review contains the new and the old one with managed fields.</summary>
    internal const int Limit = 7 * 1024 * 1024;

    /// <summary>Reads the complete body; returns the refusal when that fails.</summary>
    internal static async ValueTask<Refusal?> ReadAsync(HttpRequest request, BodyBuffer body, ReviewDeadline deadline, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            ReadResult result;
            try
            {
                result = await reader.ReadAsync(cancellationToken);
            }
            catch (BadHttpRequestException exception)
            {
                return Refusal.Broken(exception.StatusCode);
            }
            catch (IOException exception) when (!GoneClient.Is(exception, cancellationToken))
            {
                // A chunk size that overflows.
                return Refusal.Broken(StatusCodes.Status400BadRequest);
            }
            catch (Exception exception) when (!GoneClient.Is(exception, cancellationToken))
            {
                // Other invalid input, such as a trailer with control characters; the server cannot read on.
                return Refusal.Unreadable;
            }

            if (body.Length + result.Buffer.Length > Limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                return Refusal.TooLong;
            }

            var hasRoom = false;
            try
            {
                hasRoom = await body.MakeRoomAsync((int)result.Buffer.Length, request.ContentLength, deadline.Remaining, cancellationToken);
            }
            finally
            {
                if (!hasRoom)
                {
                    // Also when the client has disconnected: the server drains the rest, which it could not do while this read is pending.
                    reader.AdvanceTo(result.Buffer.End);
                }
            }

            if (!hasRoom)
            {
                return Refusal.NoMemoryInTime;
            }

            body.Append(result.Buffer);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return null;
            }

            // A client that sends a byte now and then is caught here; one that sends nothing, by the server's min data rate.
            if (deadline.Remaining == TimeSpan.Zero)
            {
                return Refusal.TooSlow;
            }
        }
    }

    /// <summary>Whether the declared length alone exceeds the limit.</summary>
    internal static bool IsTooLong(HttpRequest request) => request.ContentLength > Limit;
}
