using System.Text.RegularExpressions;

namespace Injector.Core.Profiles.Parameters;

/// <summary>
/// A regular expression that a whole value must match, in time linear in the value. It is compiled on first use: a process with many profiles pays only for
/// those that pods request.
/// </summary>
public sealed class ParameterPattern
{
    private readonly Lazy<Regex> _regex;

    /// <summary>Stores a pattern without compiling it.</summary>
    /// <param name="pattern">The pattern, without anchors.</param>
    public ParameterPattern(string pattern)
    {
        Text = pattern;
        _regex = new(() => new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    /// <summary>The pattern as the profile has it.</summary>
    public string Text { get; }

    /// <summary>Whether a whole text matches.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The pattern is invalid; <see cref="Check"/> detects that when a profile is loaded.</exception>
    public bool IsMatch(string text) => _regex.Value.IsMatch(text);

    /// <summary>What is wrong with the pattern; <see langword="null"/> when it is valid.</summary>
    public string? Check()
    {
        try
        {
            _ = _regex.Value;
            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return wrong.Message;
        }
    }

    /// <summary>The pattern as the profile has it.</summary>
    public override string ToString() => Text;
}
