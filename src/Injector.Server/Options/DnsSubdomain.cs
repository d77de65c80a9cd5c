namespace Injector.Server.Options;

/// <summary>Names by RFC 1123 as Kubernetes asks for them.</summary>
internal static class DnsSubdomain
{
    private const int LongestLabel = 63;
    private const int Longest = 253;

    internal static bool IsValid(string text) => text.Length <= Longest && text.Split('.').All(IsLabel);

    internal static bool IsLabel(string text) =>
        text.Length is > 0 and <= LongestLabel && text[0] != '-' && text[^1] != '-'
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
