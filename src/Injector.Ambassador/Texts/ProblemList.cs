using System.Collections.Immutable;
using Injector.Grammar.Messages;

namespace Injector.Ambassador.Texts;

/// <summary>Collects problems, so that the user sees them all at once. Keeps at most eight, because more do not help.</summary>
internal sealed class ProblemList
{
    private const int Max = 8;
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Whether the list is full, so that callers can stop looking for more.</summary>
    public bool IsFull => _problems.Count >= Max;

    public ImmutableArray<Problem> ToImmutable() => _problems.ToImmutable();

    /// <summary>Adds a problem with a piece of text, which is quoted in the message.</summary>
    /// <param name="text">The piece of text, with its position.</param>
    /// <param name="rule">The rule that it breaks, phrased to follow the quoted text in a sentence.</param>
    public void Add(PlacedText text, string rule) => AddAt(text, $"{Quoted.Text(text.Text)} {rule}");

    /// <summary>Adds a problem at the position of a piece of text.</summary>
    public void AddAt(PlacedText text, string message) => Add(text.Source, $"{text.Place}: {message}");

    /// <summary>Adds a problem with a field as a whole.</summary>
    public void Add(string source, string message)
    {
        if (_problems.Count < Max)
        {
            _problems.Add(new Problem(source, message));
        }
    }
}

/// <summary>A problem with what the user wrote.</summary>
/// <param name="Source">Field of the profile's section that it came from.</param>
/// <param name="Message">Where it is, what is wrong, which rule it breaks, and what to write instead.</param>
internal readonly record struct Problem(string Source, string Message);
