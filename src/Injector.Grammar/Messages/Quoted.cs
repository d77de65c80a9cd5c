namespace Injector.Grammar.Messages;

/// <summary>Shows a value that somebody wrote inside a message: in quotes, in one line, not too long.</summary>
internal static class Quoted
{
    private const int MaxLength = 80;

    public static string Text(string value)
    {
        var cut = MessageText.CutAt(value, MaxLength);
        return cut == value.Length ? $"\"{DisplayText.Of(value)}\"" : $"\"{DisplayText.Of(value[..cut])}…\"";
    }
}
