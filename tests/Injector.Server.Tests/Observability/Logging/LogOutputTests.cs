using System.Text;
using Injector.Server.Observability.Logging;
using Injector.Testing;

namespace Injector.Server.Tests.Observability.Logging;

public sealed class LogOutputTests
{
    [Fact]
    public void Writes_every_line_whole_however_many_write_at_once()
    {
        var stream = new MemoryStream();
        using (var output = new LogOutput(stream, TimeProvider.System))
        {
            Parallel.For(0, 2000, number => output.Append(Encoding.UTF8.GetBytes($"line {number}\n")));
        }

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 2000).Select(number => $"line {number}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Drops_lines_rather_than_wait_for_a_reader_that_has_stalled_and_says_how_many()
    {
        using var stream = new StalledStream();
        var line = new byte[LogOutput.Capacity / 4];
        var output = new LogOutput(stream, TimeProvider.System);
        output.Append("first\n"u8);
        stream.Reached.Wait();

        for (var i = 0; i < 10; i++)
        {
            output.Append(line);
        }

        stream.Release.Set();
        output.Dispose();
        stream.Text.ShouldEndWith("{\"dropped\":6}\n");
    }

    [Fact]
    public void Survives_a_reader_that_has_gone()
    {
        using var output = new LogOutput(new BrokenStream(), TimeProvider.System);

        Should.NotThrow(() => output.Append("line\n"u8));
    }

    [Fact]
    public async Task Goes_on_after_whatever_the_stream_throws_and_counts_it()
    {
        var stream = new SickStream(new IOException("pipe"), new ObjectDisposedException("stream"), new InvalidOperationException("nobody thought of this"));
        using var output = new LogOutput(stream, TimeProvider.System);

        for (var line = 1; line <= 3; line++)
        {
            output.Append(Encoding.UTF8.GetBytes($"lost {line}\n"));
            await stream.Attempts.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }

        output.Append("written\n"u8);
        await stream.Attempts.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        output.Dispose();

        output.Health.Failures.ShouldBe(3);
        output.Health.ConsecutiveFailures.ShouldBe(0);
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("written\n");
    }

    [Fact]
    public void Tells_that_it_works_when_there_is_nothing_to_write()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        using var output = new LogOutput(new MemoryStream(), time, maxIdle: TimeSpan.FromMilliseconds(1));
        time.Advance(TimeSpan.FromHours(1));
        var later = time.GetUtcNow();

        SpinWait.SpinUntil(() => output.Health.LastSuccess >= later, TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    private sealed class SickStream(params Exception[] thrown) : MemoryStream
    {
        private int _attempt;

        internal System.Threading.Channels.Channel<int> Attempts { get; } = System.Threading.Channels.Channel.CreateUnbounded<int>();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.IsEmpty)
            {
                return;
            }

            Attempts.Writer.TryWrite(++_attempt);
            if (_attempt <= thrown.Length)
            {
                throw thrown[_attempt - 1];
            }

            base.Write(buffer);
        }
    }

    private sealed class StalledStream : MemoryStream
    {
        internal ManualResetEventSlim Reached { get; } = new();

        internal ManualResetEventSlim Release { get; } = new();

        internal string Text => Encoding.UTF8.GetString(ToArray());

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Reached.Set();
            Release.Wait();
            base.Write(buffer);
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("broken pipe");
    }
}
