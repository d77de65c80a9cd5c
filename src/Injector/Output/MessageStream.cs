namespace Injector.Output;

/// <summary>A stream of messages for people: one that cannot be written, as on a full disk, is lost and keeps nothing from being done.</summary>
/// <param name="inner">Where messages go.</param>
internal sealed class MessageStream(Stream inner) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => Try(static stream => stream.Flush());

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Try(stream => stream.Write(buffer, offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

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
