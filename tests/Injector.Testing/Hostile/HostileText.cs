using System.Globalization;
using System.Text;
using Injector.Testing.RandomPods;

namespace Injector.Testing.Hostile;

/// <summary>Texts that somebody writes to command the terminal of another, to forge a line of a report, or to show what is not there.</summary>
internal static class HostileText
{
    /// <summary>Begins what a line break in a hostile text is followed by: no line of ours begins so.</summary>
    public const string ForgedLine = "FORGED";

    private static readonly string[] Pieces =
    [
        "\e[31mRED\e[0m", "\e]0;title\a", "\e[2J", "\u009b31m", "\u0090q\u009c", "\u007f", "\b\b", "\0", "\t",
        $"\n{ForgedLine} error: all is well", $"\r\n{ForgedLine}", $"\r{ForgedLine}", $"\v{ForgedLine}", $"\f{ForgedLine}",
        $"\u0085{ForgedLine}", $"\u2028{ForgedLine}", $"\u2029{ForgedLine}", $"\n    {ForgedLine}", $"\n\t{ForgedLine}",
        "\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202egpj.exe", "\u2066", "\u2067", "\u2068", "\u2069",
        "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u3164", "\U000e0041", "\ufff9",
    ];

    private static readonly string[] Halves = ["\ud83d", "\ude00", "\udbff", "\udc00x\ud800"];

    private static readonly string[] Texts = ["web", "logging", "é", "😀", "日本", "*.log", "a/b", "x=1", ", ", "'", "\"", "\\u001b", "$(x)", "{{", ": ", "# "];

    /// <summary>A text with hostile pieces among ordinary ones, at times a long one.</summary>
    /// <param name="dice">Decides.</param>
    /// <param name="halves">Whether it may have half of a surrogate pair in it, which UTF-8 cannot carry.</param>
    public static string Of(Dice dice, bool halves = false)
    {
        var text = new StringBuilder(dice.Pick(Texts));
        for (var pieces = dice.OneIn(8) ? dice.Between(40, 120) : dice.Between(1, 5); pieces > 0; pieces--)
        {
            text.Append(halves && dice.OneIn(6) ? dice.Pick(Halves) : dice.Pick(Pieces));
            if (dice.OneIn(2))
            {
                text.Append(dice.Pick(Texts));
            }
        }

        return text.ToString();
    }

    /// <summary>What of it reached people, each place in a few words; empty when nothing did.</summary>
    /// <param name="output">What people read.</param>
    /// <param name="lines">Whether lines end in it as they should; otherwise it is one line.</param>
    public static IEnumerable<string> FoundIn(string output, bool lines = true)
    {
        for (var i = 0; i < output.Length; i++)
        {
            var isPair = i + 1 < output.Length && char.IsSurrogatePair(output[i], output[i + 1]);
            var value = isPair ? char.ConvertToUtf32(output, i) : output[i];
            if (IsHostile(value) && !(lines && value == '\n'))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"U+{value:X4} at {i}: {Around(output, i)}");
            }

            i += isPair ? 1 : 0;
        }

        foreach (var line in output.Split('\n').Where(line => line.TrimStart().StartsWith(ForgedLine, StringComparison.Ordinal)))
        {
            yield return $"a forged line: {Around(line, 0)}";
        }
    }

    private static bool IsHostile(int value) => value
        is < 0x20 or (>= 0x7f and <= 0x9f) or 0xad or 0x61c or 0x180e or (>= 0x200b and <= 0x200f) or (>= 0x2028 and <= 0x202e) or (>= 0x2060 and <= 0x206f)
        or 0x3164 or (>= 0xd800 and <= 0xdfff) or 0xfeff or (>= 0xfff9 and <= 0xfffb) or (>= 0xe0000 and <= 0xe0fff);

    private static string Around(string text, int at) =>
        string.Concat(text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 40)].Select(unit => unit is < ' ' or > '~' ? $"<{(int)unit:x}>" : unit.ToString()));
}
