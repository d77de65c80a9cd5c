using System.Text;
using Injector.Server.Logging;

namespace Injector.Server.Tests.Logging;

public sealed class LogOutputTests
{
    [Fact]
    public void Writes_every_line_whole_however_many_write_at_once()
    {
        var stream = new MemoryStream();
        using (var output = new LogOutput(stream))
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
        var output = new LogOutput(stream);
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
        using var output = new LogOutput(new BrokenStream());

        Should.NotThrow(() => output.Append("line\n"u8));
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
