using System.Text;
using Injector.Grammar.Messages;

namespace Injector.Output;

/// <summary>Text in a colour, for a <see cref="DisplayWriter"/>.</summary>
/// <param name="Text">The text.</param>
/// <param name="Colour">Its colour if the output supports colours.</param>
internal readonly record struct PaintedText(DisplayText Text, Colour Colour)
{
    /// <summary>Concatenates the texts, with colour commands around each.</summary>
    public static string Join(ReadOnlySpan<PaintedText> parts, bool colours)
    {
        var line = new StringBuilder();
        foreach (var (text, colour) in parts)
        {
            if (!colours || colour == Colour.None || text.IsEmpty)
            {
                line.Append(text.ToString());
                continue;
            }

            line.Append("\e[").Append(Code(colour)).Append('m').Append(text.ToString()).Append("\e[0m");
        }

        return line.ToString();
    }

    /// <summary>Text without a colour, made safe.</summary>
    public static implicit operator PaintedText(string text) => new(text, Colour.None);

    /// <summary>Text without a colour.</summary>
    public static implicit operator PaintedText(DisplayText text) => new(text, Colour.None);

    // SGR parameters of ECMA-48.
    private static string Code(Colour colour) => colour switch
    {
        Colour.Good => "32",
        Colour.Caution => "33",
        Colour.Bad => "31",
        Colour.Heading => "1",
        _ => "2",
    };
}

/// <summary>The colours of messages, by meaning.</summary>
internal enum Colour
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary>Something was done or added.</summary>
    Good,

    /// <summary>Something to look at.</summary>
    Caution,

    /// <summary>Something was refused or removed.</summary>
    Bad,

    /// <summary>The heading of a table.</summary>
    Heading,

    /// <summary>Less important.</summary>
    Faint,
}
