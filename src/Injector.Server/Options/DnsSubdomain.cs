namespace Injector.Server.Options;

/// <summary>Names by RFC 1123 as Kubernetes asks for them.</summary>
internal static class DnsSubdomain
{
    private const int LongestLabel = 63;
    private const int Longest = 253;

    /// <summary>A name of an object, such as a Secret: a subdomain whose labels may be of any length, as API servers have it.</summary>
    internal static bool IsObjectName(string text) => text.Length <= Longest && text.Split('.').All(IsPart);

    internal static bool IsValid(string text) => text.Length <= Longest && text.Split('.').All(IsLabel);

    internal static bool IsLabel(string text) => text.Length <= LongestLabel && IsPart(text);

    private static bool IsPart(string text) =>
        text.Length > 0 && text[0] != '-' && text[^1] != '-'
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
