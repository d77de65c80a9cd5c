namespace Injector.Profiles.Errors;

/// <summary>Finds the name that an author probably meant.</summary>
internal static class Suggestion
{
    /// <summary>Longest name that is compared, because the comparison costs the product of both lengths.</summary>
    private const int MaxCompared = 100;

    /// <summary><c>; did you mean 'x'?</c>, or the known names when none is close.</summary>
    internal static string For(string written, IEnumerable<string> known)
    {
        string[] names = [.. known.Order(StringComparer.Ordinal)];
        if (written.Length > MaxCompared)
        {
            return names.Length == 0 ? "; there are none" : $"; known are {string.Join(", ", names)}";
        }

        var closest = names
            .Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return closest.Distance <= Math.Max(1, written.Length / 3)
            ? $"; did you mean '{closest.Name}'?"
            : names.Length == 0 ? "; there are none" : $"; known are {string.Join(", ", names)}";
    }

    /// <summary>The number of letters to insert, remove, change or swap with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Cheapest(rows, i, j, left[i - 1] == right[j - 1]);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }

    private static int Cheapest(int[,] rows, int i, int j, bool same) =>
        Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
}
