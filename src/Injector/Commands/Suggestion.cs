using Injector.Grammar.Messages;

namespace Injector.Commands;

/// <summary>The command line's name for <see cref="NearestName"/>.</summary>
internal static class Suggestion
{
    /// <inheritdoc cref="NearestName.Of"/>
    public static string? For(string word, IEnumerable<string> known) => NearestName.Of(word, known);
}
