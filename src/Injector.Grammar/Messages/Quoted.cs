namespace Injector.Grammar.Messages;

/// <summary>Shows a user's value inside a message: quoted, on one line, and not too long.</summary>
internal static class Quoted
{
    private const int MaxLength = 80;

    public static string Text(string value)
    {
        var cut = MessageText.CutAt(value, MaxLength);
        return cut == value.Length ? $"\"{DisplayText.Of(value)}\"" : $"\"{DisplayText.Of(value[..cut])}…\"";
    }
}
