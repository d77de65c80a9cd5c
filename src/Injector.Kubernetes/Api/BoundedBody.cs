using System.Buffers;

namespace Injector.Kubernetes.Api;

/// <summary>Reads a whole answer, but no more than fits: what somebody puts into a cluster must not exhaust our memory.</summary>
internal static class BoundedBody
{
    /// <exception cref="AnswerTooLargeException">There is more.</exception>
    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        while (true)
        {
            var read = await stream.ReadAsync(body.GetMemory(16 * 1024), cancellationToken);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                throw new AnswerTooLargeException(limit);
            }
        }
    }
}

/// <summary>An answer or an event is longer than we are ready to hold.</summary>
internal sealed class AnswerTooLargeException(int limit) : IOException($"The answer is longer than {limit / (1024 * 1024)} MiB.");
