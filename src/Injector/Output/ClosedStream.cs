namespace Injector.Output;

/// <summary>A stream that was closed before the process began: to use it is an error that says so.</summary>
/// <param name="problem">What to say.</param>
internal sealed class ClosedStream(string problem) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException(problem);

    public override void Write(byte[] buffer, int offset, int count) => throw new IOException(problem);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
