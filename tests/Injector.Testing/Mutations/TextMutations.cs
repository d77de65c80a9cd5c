namespace Injector.Testing.Mutations;

/// <summary>A changed text.</summary>
/// <param name="Kind">What was done, and where.</param>
/// <param name="Text">The text.</param>
public sealed record Mutation(string Kind, string Text);

/// <summary>The edits that people and machines make to a text by mistake, each at each of its places.</summary>
public static class TextMutations
{
    /// <summary>What is put in: the indicators of YAML, white space, and characters that a text cannot hold.</summary>
    private static readonly string[] Inserted =
    [
        ":", "{", "}", "[", "]", ",", "&", "*", "|", ">", "'", "\"", "%", "@", "#", "-", "?", "!", "`", "\\", "$(", " ", "\t", "\n", "\r", "\0", "\uFEFF", "\uD800", "\u2028", "0", "é",
    ];

    /// <summary>How many edits there are at each place.</summary>
    public static int KindsAtPlace => Inserted.Length + 3;

    /// <summary>Every edit of the text, or every so many-th.</summary>
    /// <param name="text">The text.</param>
    /// <param name="stride">Takes one edit of so many; primes go through all kinds.</param>
    public static IEnumerable<Mutation> Of(string text, int stride = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var number = 0; number < text.Length * KindsAtPlace; number += stride)
        {
            yield return At(text, number / KindsAtPlace, number % KindsAtPlace);
        }

        foreach (var mutation in OfLines(text))
        {
            yield return mutation;
        }
    }

    /// <summary>One edit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Index of a character.</param>
    /// <param name="kind">Number of the kind, less than <see cref="KindsAtPlace"/>.</param>
    public static Mutation At(string text, int place, int kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (kind - Inserted.Length) switch
        {
            0 => new Mutation($"delete at {place}", text.Remove(place, 1)),
            1 => new Mutation($"truncate at {place}", text[..place]),
            2 => new Mutation($"swap at {place}", place + 1 < text.Length ? text[..place] + text[place + 1] + text[place] + text[(place + 2)..] : text),
            _ => new Mutation($"insert U+{(int)Inserted[kind][0]:X4} at {place}", text.Insert(place, Inserted[kind])),
        };
    }

    private static IEnumerable<Mutation> OfLines(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            yield return new Mutation($"line {i + 1} twice", Join([.. lines[..i], lines[i], lines[i], .. lines[(i + 1)..]]));
            yield return new Mutation($"line {i + 1} missing", Join([.. lines[..i], .. lines[(i + 1)..]]));
            yield return new Mutation($"line {i + 1} deeper", Join([.. lines[..i], " " + lines[i], .. lines[(i + 1)..]]));
            yield return new Mutation($"line {i + 1} less deep", Join([.. lines[..i], lines[i].StartsWith(' ') ? lines[i][1..] : lines[i], .. lines[(i + 1)..]]));
            yield return new Mutation($"line {i + 1} after a tab", Join([.. lines[..i], "\t" + lines[i].TrimStart(), .. lines[(i + 1)..]]));
            if (i + 1 < lines.Length)
            {
                yield return new Mutation($"lines {i + 1} and {i + 2} swapped", Join([.. lines[..i], lines[i + 1], lines[i], .. lines[(i + 2)..]]));
            }
        }

        yield return new Mutation("CRLF", text.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return new Mutation("CR", text.Replace('\n', '\r'));
        yield return new Mutation("byte order mark", "\uFEFF" + text);
        yield return new Mutation("twice", text + text);
        yield return new Mutation("two documents", text + "\n---\n" + text);
        yield return new Mutation("end marker", text + "\n...\n" + text);
    }

    private static string Join(string[] lines) => string.Join('\n', lines);
}
