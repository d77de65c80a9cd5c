using System.Globalization;

namespace Injector.Output;

/// <summary>
/// The streams that the process was started with, even if a shell closed some of them (<c>&lt;&amp;-</c>, <c>2&gt;&amp;-</c>). The descriptor of a closed
/// stream is reused by the first file that the runtime opens for itself, so reading from it may block forever and writing to it may do damage.
/// </summary>
internal static class StandardStreams
{
    /// <summary>O_CLOEXEC of Linux. An inherited descriptor cannot have it, because it would have been closed at process start.</summary>
    private const int ClosedOnStart = 0x80000;

    /// <summary>Standard input; reading it fails if it was closed.</summary>
    public static Stream Input() => IsInherited(0) ? Console.OpenStandardInput() : new ClosedStream("the standard input is closed");

    /// <summary>Standard output; writing to it fails if it was closed.</summary>
    public static Stream Output() => IsInherited(1) ? Console.OpenStandardOutput() : new ClosedStream("the standard output is closed");

    /// <summary>Standard error. Messages that cannot be written are lost, which is no reason to fail.</summary>
    public static Stream Error() => IsInherited(2) ? new MessageStream(Console.OpenStandardError()) : Stream.Null;

    private static bool IsInherited(int number)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fdinfo"))
        {
            return true;
        }

        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{number.ToString(CultureInfo.InvariantCulture)}")
                .FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal), "flags: 0")["flags:".Length..];
            return (Convert.ToInt32(flags.Trim(), 8) & ClosedOnStart) == 0;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}

/// <summary>A stream that cannot seek.</summary>
internal abstract class SequentialStream : Stream
{
    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>A stream that was closed before the process began: using it is an error with an explanation.</summary>
/// <param name="problem">The explanation.</param>
internal sealed class ClosedStream(string problem) : SequentialStream
{
    public override bool CanRead => true;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException(problem);

    public override void Write(byte[] buffer, int offset, int count) => throw new IOException(problem);
}

/// <summary>A stream of messages for people: messages that cannot be written, as on a full disk, are lost without stopping anything.</summary>
/// <param name="inner">The destination.</param>
internal sealed class MessageStream(Stream inner) : SequentialStream
{
    public override bool CanRead => false;

    public override void Flush() => Try(static stream => stream.Flush());

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Try(stream => stream.Write(buffer, offset, count));

    private void Try(Action<Stream> write)
    {
        try
        {
            write(inner);
        }
        catch (IOException)
        {
            // There is no way left to report this.
        }
    }
}
