using Injector.Core.Messages;

namespace Injector.Commands;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Suggestion
{
    /// <inheritdoc cref="NearestName.Of"/>
    public static string? For(string word, IEnumerable<string> known) => NearestName.Of(word, known);
}
