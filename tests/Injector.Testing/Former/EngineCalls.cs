using System.Buffers;

namespace Injector.Testing.Former;

/// <summary>Writes the answer to a review.</summary>
/// <param name="review">Bytes of the review.</param>
/// <param name="answer">Receives the bytes of the answer.</param>
public delegate void AnswerCall(ReadOnlyMemory<byte> review, IBufferWriter<byte> answer);

/// <summary>The same, and says what became of it: the outcome, and for a body that is not a review the reason.</summary>
/// <inheritdoc cref="AnswerCall"/>
public delegate string OutcomeCall(ReadOnlyMemory<byte> review, IBufferWriter<byte> answer);

/// <summary>An engine with profiles and settings, as something to call: the present one and those of earlier commits alike.</summary>
/// <param name="Answer">Makes nothing beside what the engine makes, for measuring.</param>
/// <param name="Outcome">For comparing.</param>
public sealed record EngineCalls(AnswerCall Answer, OutcomeCall Outcome)
{
    /// <summary>One answer, in an array of its own.</summary>
    /// <param name="review">The review.</param>
    public byte[] AnswerTo(byte[] review)
    {
        var answer = new ArrayBufferWriter<byte>();
        Answer(review, answer);
        return answer.WrittenSpan.ToArray();
    }
}
