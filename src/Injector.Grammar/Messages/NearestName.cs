namespace Injector.Grammar.Messages;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
public static class NearestName
{
    /// <summary>Max length of a compared word, in characters, because the cost is the product of both lengths.</summary>
    public const int MaxCompared = 100;

    /// <summary>A shorter word becomes an unrelated one when two letters change.</summary>
    private const int MinForTwoEdits = 4;

    private const int MaxStackCells = 1024;

    /// <summary>
    /// The nearest of the known words, ignoring case: one that starts with the word, or is at most two edits away (one for words of up to three letters);
    /// <see langword="null"/> when none is near.
    /// </summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">What may have been meant.</param>
    public static string? Of(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length > MaxCompared)
        {
            return null;
        }

        var max = word.Length < MinForTwoEdits ? 1 : 2;
        return known.Select(name => (Name: name, Edits: Distance(word, name, max)))
            .Where(candidate => candidate.Edits <= max)
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>
    /// Whether a word differs from a name by at most two edits, but is not equal to it. Allocates nothing, so it can be used on the request path.
    /// </summary>
    /// <param name="word">What was written, in ASCII.</param>
    /// <param name="name">What may have been meant.</param>
    internal static bool IsNear(ReadOnlySpan<byte> word, string name)
    {
        if (word.Length > MaxCompared || Math.Abs(word.Length - name.Length) > 2)
        {
            return false;
        }

        Span<char> letters = stackalloc char[word.Length];
        for (var i = 0; i < word.Length; i++)
        {
            letters[i] = (char)word[i];
        }

        return Edits(letters, name) is 1 or 2;
    }

    private static int Distance(string word, string name, int max) => word.Length > 2 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        ? Math.Min(1, name.Length - word.Length)
        : Math.Abs(word.Length - name.Length) > max ? int.MaxValue : Edits(word.ToLowerInvariant(), name.ToLowerInvariant());

    /// <summary>The number of letters to insert, remove, change or swap with their neighbour.</summary>
    private static int Edits(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var width = other.Length + 1;
        var size = (one.Length + 1) * width;
        var cells = size <= MaxStackCells ? stackalloc int[size] : new int[size];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                var at = (i * width) + j;
                cells[at] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(cells[at - width], cells[at - 1]) + 1, cells[at - width - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    cells[at] = Math.Min(cells[at], cells[at - (2 * width) - 2] + 1);
                }
            }
        }

        return cells[size - 1];
    }
}
