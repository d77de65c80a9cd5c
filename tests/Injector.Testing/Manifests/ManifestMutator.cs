using Injector.Testing.Mutations;

namespace Injector.Testing.Manifests;

/// <summary>Makes new manifests from others: the slips of people, what tools join, and styles that few use. The same seed makes the same texts.</summary>
/// <param name="seed">The seed.</param>
/// <param name="sources">What to start from.</param>
public sealed class ManifestMutator(int seed, IReadOnlyList<string> sources)
{
    private const int MaxChanges = 3;

    private static readonly string[] Lines =
    [
        "", "  ", "      ", "\t", "# comment", "    # comment", "---", "--- # c", "---#c", "---x", "...", "%YAML 1.1", "- x", "  - x", "x: y", "  x: y", "    x: {y: z}", "  <<: {x: y}", "  ? x", "  : y", "\uFEFF", "\uFEFF---", "\"", "'", "]", "}",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next text.</summary>
    public string Next()
    {
        var text = Pick(sources);
        for (var changes = _random.Next(1, MaxChanges + 1); changes > 0; changes--)
        {
            text = Change(text);
        }

        return text;
    }

    private string Change(string text) => _random.Next(12) switch
    {
        0 or 1 when text.Length > 0 => TextMutations.At(text, _random.Next(text.Length), _random.Next(TextMutations.KindsAtPlace)).Text,
        2 or 3 or 4 => ChangeValue(text),
        5 => ChangeWhole(text),
        _ => string.Join('\n', ChangeLine([.. text.Split('\n')])),
    };

    private List<string> ChangeLine(List<string> lines)
    {
        var at = _random.Next(lines.Count);
        var line = lines[at];
        switch (_random.Next(11))
        {
            case 0:
                lines.Insert(at, line);
                break;
            case 1:
                lines.RemoveAt(at);
                break;
            case 2:
                lines[at] = new string(' ', _random.Next(1, 5)) + line;
                break;
            case 3:
                lines[at] = line[Math.Min(line.Length - line.TrimStart(' ').Length, _random.Next(1, 5))..];
                break;
            case 4:
                lines[at] = line.Replace("  ", "\t", StringComparison.Ordinal);
                break;
            case 5:
                lines.Insert(_random.Next(lines.Count), line);
                break;
            case 6:
                lines.Insert(at, Pick(Pick(sources).Split('\n')));
                break;
            case 7:
                lines[at] += Pick(["\r", " ", "\t", " # c", "# c", ",", " \\", " |", " >-"]);
                break;
            case 8:
                var last = Math.Min(lines.Count, at + _random.Next(1, 8));
                for (var i = at; i < last; i++)
                {
                    lines[i] = "  " + lines[i];
                }

                break;
            default:
                lines.Insert(at, Pick(Lines));
                break;
        }

        return lines;
    }

    /// <summary>Puts an odd value behind a key or a dash, or an anchor, an alias or a tag ahead of what stands there.</summary>
    private string ChangeValue(string text)
    {
        var places = new List<int>();
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] is ':' or '-' && text[i + 1] is ' ' or '\n')
            {
                places.Add(i + 1);
            }
        }

        if (places.Count == 0)
        {
            return text;
        }

        var start = Pick(places);
        var end = text.IndexOfAny(['\n', ',', '}', ']'], start);
        end = end < 0 ? text.Length : end;
        return _random.Next(6) switch
        {
            0 => text.Insert(start, Pick([" &a", " &b", " !!str", " !x", " !!map", " &a !!str"])),
            1 => text[..start] + Pick([" *a", " *b"]) + text[end..],
            2 => text[..start] + " " + Pick(OddScalars.Written) + text[end..],
            3 => text[..start] + " " + Pick(OddScalars.Plain) + text[end..],
            4 => text[..start] + " \"" + text[start..end].Trim() + "\"" + text[end..],
            _ => text[..start] + " [" + text[start..end].Trim() + "]" + text[end..],
        };
    }

    private string ChangeWhole(string text) => _random.Next(9) switch
    {
        0 => text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal),
        1 => "\uFEFF" + text,
        2 => text.TrimEnd('\n'),
        3 => text + "\n" + Pick(Lines) + "\n" + Pick(sources),
        4 => text + Pick(["", "\n", "\n\n"]) + "---" + Pick(["\n", "\r\n", " # c\n", " \n"]) + Pick(sources),
        5 => "apiVersion: v1\nkind: List\nitems:\n- " + text.Replace("\n", "\n  ", StringComparison.Ordinal),
        6 => "apiVersion: v1\nkind: PodList\nitems:\n  - " + text.Replace("\n", "\n    ", StringComparison.Ordinal),
        7 => text + "# " + Pick(["end", "end\n", "---\n"]),
        _ => text.Replace("\n\n", "\n", StringComparison.Ordinal).Replace("  ", Pick(["    ", " ", "   "]), StringComparison.Ordinal),
    };

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
