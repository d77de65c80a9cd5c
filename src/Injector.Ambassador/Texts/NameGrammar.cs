using System.Buffers;
using Injector.Grammar.Names;

namespace Injector.Ambassador.Texts;

/// <summary>
/// The grammars of everything that is copied into a configuration. They are narrow on purpose: what they accept has no special meaning in any engine's
/// language, so a value can never become a directive.
/// </summary>
internal static class NameGrammar
{
    private const int MaxUpstreamLength = 40;
    private const int MaxHeaderLength = 64;
    private const int MaxPathLength = 1024;
    private const int MaxHeaderValueLength = 256;

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._~-+@:");

    private static readonly SearchValues<char> HeaderValueCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#&()*+,-./:;<=>?@[]^_`|~");

    /// <summary>Names of upstreams: DNS labels that start with a letter, so that they can be turned into names of variables.</summary>
    public static bool IsUpstream(string text) => text.Length <= MaxUpstreamLength && DnsName.IsLabel(text) && char.IsAsciiLetter(text[0]);

    /// <summary>Names of headers, in lower case.</summary>
    public static bool IsHeader(string text) =>
        text.Length is > 0 and <= MaxHeaderLength && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-');

    /// <summary>Values of headers: printable ASCII without quotes, <c>\</c>, <c>$</c>, <c>%</c> and braces, and no space at either end.</summary>
    public static bool IsHeaderValue(string text) =>
        text.Length <= MaxHeaderValueLength && !text.AsSpan().ContainsAnyExcept(HeaderValueCharacters) && text.AsSpan().Trim().Length == text.Length;

    /// <summary>Paths of requests, in their shortest form and without query.</summary>
    public static bool IsPath(string text) =>
        text.Length is > 0 and <= MaxPathLength
        && text[0] == '/'
        && !text.AsSpan().ContainsAnyExcept(PathCharacters)
        && !text.Contains("//", StringComparison.Ordinal)
        && !text.Split('/').Any(segment => segment is "." or "..");

    /// <summary>Hosts: a DNS name or an IP address, without port and trailing dot.</summary>
    public static bool IsHost(string text) => HostText.Check(text) is null && !text.EndsWith('.') && text.Length > 0;

    /// <summary>Keys of Secrets and ConfigMaps.</summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= 253 && text is not ("." or "..") && !text.StartsWith("..", StringComparison.Ordinal)
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
