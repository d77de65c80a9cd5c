using System.Globalization;

namespace Injector.Output;

/// <summary>
/// The streams that the process was started with, also when a shell closed them (<c>&lt;&amp;-</c>, <c>2&gt;&amp;-</c>). The number of a closed one is
/// taken by the first file that the runtime opens for itself, so that to read from it may wait for ever and to write to it may do harm.
/// </summary>
internal static class StandardStreams
{
    /// <summary>O_CLOEXEC of Linux. What a process was started with cannot have it: it would have been closed at that moment.</summary>
    private const int ClosedOnStart = 0x80000;

    /// <summary>The standard input; one that was closed cannot be read.</summary>
    public static Stream Input() => IsInherited(0) ? Console.OpenStandardInput() : new ClosedStream("the standard input is closed");

    /// <summary>The standard output; one that was closed cannot be written.</summary>
    public static Stream Output() => IsInherited(1) ? Console.OpenStandardOutput() : new ClosedStream("the standard output is closed");

    /// <summary>The standard error. What nobody can read is lost: that is no reason to fail.</summary>
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

/// <summary>A stream that goes from its beginning to its end and knows no positions.</summary>
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

/// <summary>A stream that was closed before the process began: to use it is an error that says so.</summary>
/// <param name="problem">What to say.</param>
internal sealed class ClosedStream(string problem) : SequentialStream
{
    public override bool CanRead => true;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException(problem);

    public override void Write(byte[] buffer, int offset, int count) => throw new IOException(problem);
}

/// <summary>A stream of messages for people: one that cannot be written, as on a full disk, is lost and keeps nothing from being done.</summary>
/// <param name="inner">Where messages go.</param>
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
            // There is nobody left to tell.
        }
    }
}
