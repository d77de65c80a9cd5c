using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Admission;

/// <summary>Reads the body of a request into a pooled buffer, up to the limit.</summary>
internal static class RequestBody
{
    /// <summary>
    /// 7 MiB. The API server accepts objects of up to 3 MiB and sends the new and the old one in a review, JSON in JSON, with managed fields.
    /// </summary>
    internal const int Limit = 7 * 1024 * 1024;

    /// <summary>
    /// What is rented at once for a body of a stated length. More is rented when the bytes have come: a client that states 7 MiB and sends nothing
    /// must not hold 7 MiB.
    /// </summary>
    private const int LargestFirstRent = 256 * 1024;

    private const int RentForUnknownLength = 16 * 1024;

    /// <summary>The capacity to begin with for a request.</summary>
    internal static int CapacityFor(long? contentLength) =>
        contentLength is { } length ? (int)Math.Min(length + 1, LargestFirstRent) : RentForUnknownLength;

    /// <summary>Reads the whole body; <see langword="false"/> when it is longer than <see cref="Limit"/>.</summary>
    internal static async ValueTask<bool> TryReadAsync(PipeReader reader, PooledBuffer body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (body.Length + result.Buffer.Length > Limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                return false;
            }

            Append(body, result.Buffer);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return true;
            }
        }
    }

    private static void Append(PooledBuffer body, in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            body.Write(segment.Span);
        }
    }

    /// <summary>Whether the stated length alone rules the body out.</summary>
    internal static bool IsTooLong(HttpRequest request) => request.ContentLength > Limit;
}
