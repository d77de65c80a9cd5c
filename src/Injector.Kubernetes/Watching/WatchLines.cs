using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Injector.Kubernetes.Watching;

/// <summary>Reads the events of a watch, one JSON object per line, without allocating a string for any of them.</summary>
internal static class WatchLines
{
    /// <summary>The API server accepts objects of at most 3 MiB (1.5 MiB with etcd's default), so a longer line is not one of its events.</summary>
    internal const int MaxLineLength = 8 * 1024 * 1024;

    /// <summary>
    /// A field that preserves unknown content may be nested 10,000 levels deep on an API server. One unusually deep object must not keep the others from being
    /// read.
    /// </summary>
    internal static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 10_100 };

    /// <param name="stream">The body of the watch.</param>
    /// <param name="handle">Handles an event.</param>
    /// <param name="idleLimit">Max time without any data.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Completes when the server ends the watch.</returns>
    /// <exception cref="WatchEndedException">Nothing arrived for too long.</exception>
    /// <exception cref="JsonException">A line is not JSON.</exception>
    internal static async Task ReadAsync(
        Stream stream, Action<JsonElement> handle, TimeSpan idleLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(idleLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        var reader = PipeReader.Create(stream);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(either.Token);
                var buffer = read.Buffer;
                HandleLines(ref buffer, handle);
                if (read.IsCompleted)
                {
                    return;
                }

                RefuseLong(buffer.Length);
                reader.AdvanceTo(buffer.Start, buffer.End);
                idle.CancelAfter(idleLimit);
            }
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new WatchEndedException(WatchEnd.Idle, $"nothing came for {idleLimit.TotalSeconds:0} s");
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static void HandleLines(ref ReadOnlySequence<byte> buffer, Action<JsonElement> handle)
    {
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            var line = buffer.Slice(0, end);
            if (!IsBlank(line))
            {
                using var document = JsonDocument.Parse(line, AnyDepth);
                handle(document.RootElement);
            }

            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }
    }

    private static bool IsBlank(ReadOnlySequence<byte> line) => line.Length == 0 || (line.Length == 1 && line.FirstSpan[0] == (byte)'\r');

    private static void RefuseLong(long length)
    {
        if (length > MaxLineLength)
        {
            throw new JsonException($"An event is longer than {MaxLineLength / (1024 * 1024)} MiB.");
        }
    }
}
