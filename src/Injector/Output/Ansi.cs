namespace Injector.Output;

/// <summary>Colours on terminals (ECMA-48 SGR).</summary>
internal static class Ansi
{
    /// <summary>The text in a colour, when the reader shows colours.</summary>
    public static string Paint(string text, Colour colour, bool colours)
    {
        if (!colours || colour == Colour.None || text.Length == 0)
        {
            return text;
        }

        var code = colour switch
        {
            Colour.Good => "32",
            Colour.Caution => "33",
            Colour.Bad => "31",
            _ => "2",
        };
        return $"\e[{code}m{text}\e[0m";
    }
}
