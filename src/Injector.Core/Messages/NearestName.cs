namespace Injector.Core.Messages;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
public static class NearestName
{
    private const int MaxEdits = 2;

    /// <summary>The nearest of the known words, at most two edits away or one that begins with the word; <see langword="null"/> when none is near.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">What may have been meant.</param>
    public static string? Of(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        return known.Select(name => (Name: name, Edits: name.StartsWith(word, StringComparison.Ordinal) && word.Length > 2 ? 1 : Edits(word, name)))
            .Where(candidate => candidate.Edits <= MaxEdits)
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static int Edits(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var current = new int[other.Length + 1];
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = previous[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
