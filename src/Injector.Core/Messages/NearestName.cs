namespace Injector.Core.Messages;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
public static class NearestName
{
    /// <summary>Longest word that is compared, in characters, because the comparison costs the product of both lengths.</summary>
    public const int MaxCompared = 100;

    /// <summary>A word shorter than this is another word with two letters changed.</summary>
    private const int MinForTwoEdits = 4;

    /// <summary>
    /// The nearest of the known words, whatever its case: one that begins with the word, or at most two edits away, one for words of up to three letters;
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

    private static int Distance(string word, string name, int max) => word.Length > 2 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        ? Math.Min(1, name.Length - word.Length)
        : Math.Abs(word.Length - name.Length) > max ? int.MaxValue : Edits(word.ToLowerInvariant(), name.ToLowerInvariant());

    /// <summary>The number of letters to insert, remove, change or swap with their neighbour.</summary>
    private static int Edits(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Cheapest(rows, i, j, one[i - 1] == other[j - 1]);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[one.Length, other.Length];
    }

    private static int Cheapest(int[,] rows, int i, int j, bool same) =>
        Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
}
