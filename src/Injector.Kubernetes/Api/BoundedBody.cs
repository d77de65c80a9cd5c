using System.Buffers;

namespace Injector.Kubernetes.Api;

/// <summary>Reads a complete response up to a limit: data that others put into a cluster must not exhaust our memory.</summary>
internal static class BoundedBody
{
    /// <exception cref="AnswerTooLargeException">The response is longer.</exception>
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

/// <summary>A response or an event exceeds the limit.</summary>
internal sealed class AnswerTooLargeException(int limit) : IOException($"The answer is longer than {limit / (1024 * 1024)} MiB.");
