using System.Buffers;
using System.Globalization;
using Injector.Background;

namespace Injector.Server.Observability.Logging;

/// <summary>
/// Accepts finished log lines from any thread and writes them on a dedicated one, so that a slow reader of the output never slows a request. When the reader
/// stalls, lines are dropped; their number is written as soon as it reads again.
/// </summary>
internal sealed class LogOutput : IDisposable
{
    /// <summary>Max bytes waiting to be written: some ten thousand lines.</summary>
    internal const int Capacity = 4 * 1024 * 1024;

    /// <summary>How long an idle server may go without confirming that its log is writable.</summary>
    private static readonly TimeSpan DefaultMaxIdle = TimeSpan.FromMinutes(1);

    /// <summary>How long process exit waits for a stalled reader.</summary>
    private static readonly TimeSpan MaxFlush = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly TimeSpan _maxIdle;
    private readonly SemaphoreSlim _waiting = new(0, 1);
    private readonly Thread _writer;
    private ArrayBufferWriter<byte> _pending = new(64 * 1024);
    private ArrayBufferWriter<byte> _spare = new(64 * 1024);
    private long _dropped;
    private bool _isDisposed;

    public LogOutput(Stream stream, TimeProvider time, TimeSpan? maxIdle = null)
    {
        _stream = stream;
        _maxIdle = maxIdle ?? DefaultMaxIdle;
        Health = new LoopHealth("log-output", time);
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "log output" };
        _writer.Start();
    }

    /// <summary>The health of the writing thread.</summary>
    internal LoopHealth Health { get; }

    internal void Append(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            if (_pending.WrittenCount + line.Length > Capacity)
            {
                _dropped++;
                return;
            }

            var wasEmpty = _pending.WrittenCount == 0;
            _pending.Write(line);
            if (wasEmpty)
            {
                Wake();
            }
        }
    }

    /// <summary>Writes what is waiting, then stops.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            Wake();
        }

        // If the reader is stalled, the waiting lines are lost; the semaphore is left to the thread that still uses it.
        if (_writer.Join(MaxFlush))
        {
            _waiting.Dispose();
        }
    }

    private void Wake()
    {
        if (_waiting.CurrentCount == 0)
        {
            _waiting.Release();
        }
    }

    private void WriteLoop()
    {
        var isLast = false;
        while (!isLast)
        {
            try
            {
                if (_waiting.Wait(_maxIdle))
                {
                    isLast = WritePending();
                }
                else if (Health.ConsecutiveFailures > 0)
                {
                    // Having nothing to write does not prove that a failing output works again.
                    continue;
                }

                Health.Succeeded();
            }
            catch (Exception exception)
            {
                // Any exception: on this thread it would end the process, and an unread log is no reason to stop admission.
                Health.Failed(exception);
                isLast = Volatile.Read(ref _isDisposed);
            }
        }
    }

    private bool WritePending()
    {
        bool isLast;
        ArrayBufferWriter<byte> full;
        lock (_gate)
        {
            isLast = _isDisposed;
            full = Swap();
        }

        try
        {
            _stream.Write(full.WrittenSpan);
            _stream.Flush();
        }
        finally
        {
            full.ResetWrittenCount();
        }

        return isLast;
    }

    private ArrayBufferWriter<byte> Swap()
    {
        var full = _pending;
        (_pending, _spare) = (_spare, full);
        if (_dropped > 0)
        {
            full.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"dropped\":{_dropped}}}\n")));
            _dropped = 0;
        }

        return full;
    }
}
