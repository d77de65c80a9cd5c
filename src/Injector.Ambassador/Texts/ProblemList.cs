using System.Collections.Immutable;
using Injector.Grammar.Messages;

namespace Injector.Ambassador.Texts;

/// <summary>Collects what is wrong, so that the user learns of all of it at once; more than a handful helps nobody.</summary>
internal sealed class ProblemList
{
    private const int Max = 8;
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Whether nothing more is kept, so that nobody needs to read on.</summary>
    public bool IsFull => _problems.Count >= Max;

    public ImmutableArray<Problem> ToImmutable() => _problems.ToImmutable();

    /// <summary>Adds what is wrong with a piece of text.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="rule">The rule it breaks, to follow the quoted text in a sentence.</param>
    public void Add(PlacedText text, string rule) => AddAt(text, $"{Quoted.Text(text.Text)} {rule}");

    /// <summary>Adds what is wrong at a place.</summary>
    public void AddAt(PlacedText text, string message) => Add(text.Source, $"{text.Place}: {message}");

    /// <summary>Adds what is wrong with a field as a whole.</summary>
    public void Add(string source, string message)
    {
        if (_problems.Count < Max)
        {
            _problems.Add(new Problem(source, message));
        }
    }
}

/// <summary>Something that the user wrote and that cannot be.</summary>
/// <param name="Source">Field of the profile's section that it came from.</param>
/// <param name="Message">Where, what, which rule, and what to write instead.</param>
internal readonly record struct Problem(string Source, string Message);
