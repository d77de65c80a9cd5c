using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Admission.Requests;

/// <summary>Reads the body of a request, up to the limit, the deadline and the memory that there is.</summary>
internal static class ReviewBody
{
    /// <summary>
    /// 7 MiB. The API server accepts objects of up to 3 MiB and sends the new and the old one in a review, JSON in JSON, with managed fields.
    /// </summary>
    internal const int Limit = 7 * 1024 * 1024;

    /// <summary>Reads the whole body; returns why not, if it cannot be.</summary>
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
                // Whatever else the server meets on the wire, such as a trailer of control characters; it cannot read on then.
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
                    // Also when the client is gone: the server reads the rest away, which it could not while this read is open.
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

            // Who sends a byte now and then is found here, who sends none by the server's minimal rate.
            if (deadline.Remaining == TimeSpan.Zero)
            {
                return Refusal.TooSlow;
            }
        }
    }

    /// <summary>Whether the stated length alone rules the body out.</summary>
    internal static bool IsTooLong(HttpRequest request) => request.ContentLength > Limit;
}
