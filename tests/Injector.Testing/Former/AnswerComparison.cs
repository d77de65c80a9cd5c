using System.Buffers;
using System.Text;

namespace Injector.Testing.Former;

/// <summary>
/// Holds the present engine to a former one, review by review: the same outcome and the same bytes. For one thread. Former engines remember renderings from
/// pod to pod, and for some pods give what they made for another, of another namespace for example. So a difference counts when one that has seen no other
/// pod gives it too.
/// </summary>
/// <param name="former">Makes the engine that is right.</param>
/// <param name="present">The engine that is held to it.</param>
public sealed class AnswerComparison(Func<EngineCalls> former, EngineCalls present)
{
    private const int Shown = 400;

    private readonly EngineCalls _remembering = former();
    private readonly ArrayBufferWriter<byte> _former = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _present = new(1 << 16);

    /// <summary>How the answers differ; <see langword="null"/> when they do not.</summary>
    /// <param name="review">The review.</param>
    public string? Difference(byte[] review) => Difference(review, _remembering) is null ? null : Difference(review, former());

    private string? Difference(byte[] review, EngineCalls right)
    {
        var (before, now) = (Answer(right, review, _former), Answer(present, review, _present));
        if (before != now)
        {
            return $"the outcome was '{before}' and is '{now}', for {Start(review, 0)}";
        }

        if (_former.WrittenSpan.SequenceEqual(_present.WrittenSpan))
        {
            return null;
        }

        var (old, @new) = (Readable(_former.WrittenSpan), Readable(_present.WrittenSpan));
        var at = Math.Max(0, old.AsSpan().CommonPrefixLength(@new) - 60);
        return $"the answer was …{Start(old, at)}\nand is …{Start(@new, at)}\nfor {Start(review, 0)}";
    }

    private static string Answer(EngineCalls engine, byte[] review, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        try
        {
            return engine.Outcome(review, output);
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    /// <summary>With the patch as text, for base64 tells nobody where it differs.</summary>
    private static byte[] Readable(ReadOnlySpan<byte> answer)
    {
        var marker = "\"patch\":\""u8;
        var start = answer.IndexOf(marker) + marker.Length;
        var length = start < marker.Length ? -1 : answer[start..].IndexOf((byte)'"');
        return length < 0
            ? answer.ToArray()
            : [.. answer[..start], .. Convert.FromBase64String(Encoding.ASCII.GetString(answer.Slice(start, length))), .. answer[(start + length)..]];
    }

    private static string Start(byte[] text, int at) => Encoding.UTF8.GetString(text.AsSpan(at, Math.Min(Shown, text.Length - at)));
}
