using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>Splits the text of a condition into words, quoted texts and signs.</summary>
internal static class ConditionTokens
{
    private static readonly string[] Signs = ["||", "&&", "==", "!=", "!", "(", ")", "[", "]", ","];

    /// <summary>What a token is.</summary>
    internal enum Kind
    {
        /// <summary>A bare word: a variable, a keyword or a value.</summary>
        Word,

        /// <summary>A text in quotes, which is always a value.</summary>
        Quoted,

        /// <summary>An operator or a bracket.</summary>
        Sign,

        /// <summary>The end of the text.</summary>
        End,
    }

    /// <summary>A piece of the text.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Text">The text, without quotes.</param>
    /// <param name="Position">Where it begins, from 1.</param>
    internal readonly record struct Token(Kind Kind, string Text, int Position);

    /// <summary>Splits a text; the last token is always the end.</summary>
    internal static bool TryRead(string text, out ImmutableArray<Token> tokens, out string? error)
    {
        var found = ImmutableArray.CreateBuilder<Token>();
        tokens = [];
        error = null;
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            if (ReadToken(text, position, out var length) is not { } token)
            {
                error = text[position] is '\'' or '"'
                    ? $"at character {position + 1}: the quote is never closed"
                    : $"at character {position + 1}: '{text[position]}' has no meaning here; known are == != in, not in, && || ! ( )";
                return false;
            }

            found.Add(token);
            position += length;
        }

        found.Add(new Token(Kind.End, "", text.Length + 1));
        tokens = found.ToImmutable();
        return true;
    }

    private static Token? ReadToken(string text, int position, out int length)
    {
        if (text[position] is '\'' or '"')
        {
            var close = text.IndexOf(text[position], position + 1);
            length = close - position + 1;
            return close < 0 ? null : new Token(Kind.Quoted, text[(position + 1)..close], position + 1);
        }

        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, position, sign, 0, sign.Length) == 0)
            {
                length = sign.Length;
                return new Token(Kind.Sign, sign, position + 1);
            }
        }

        var end = position;
        while (end < text.Length && IsWordCharacter(text[end]))
        {
            end++;
        }

        length = end - position;
        return length == 0 ? null : new Token(Kind.Word, text[position..end], position + 1);
    }

    private static bool IsWordCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '/' or ':' or '+' or '@' or '%' or '*';
}
