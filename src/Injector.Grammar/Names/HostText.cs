using System.Net;
using System.Net.Sockets;

namespace Injector.Grammar.Names;

/// <summary>The rule for hosts: a DNS name as RFC 1123 allows it, or an IP address without brackets.</summary>
internal static class HostText
{
    private const string Rule = "is not a host name or an IP address (lower-case letters, digits, '-' and '.'; no scheme, no port)";

    /// <summary>The rule that a text breaks; <see langword="null"/> when it is a valid host.</summary>
    internal static string? Check(string text)
    {
        if (text.Contains(':'))
        {
            var isAddress = !text.Contains('%') && !text.Contains('[') && IPAddress.TryParse(text, out var parsed)
                && parsed.AddressFamily is AddressFamily.InterNetworkV6;
            return isAddress ? null : Rule;
        }

        var name = text.EndsWith('.') ? text[..^1] : text;
        return DnsName.IsSubdomain(name) && !LooksLikeWrongAddress(name) ? null : Rule;
    }

    private static bool LooksLikeWrongAddress(string name)
    {
        var parts = name.Split('.');
        var numeric = parts.All(part => part.All(char.IsAsciiDigit));
        return numeric && !(parts.Length == 4 && parts.All(part => byte.TryParse(part, out _) && (part == "0" || part[0] != '0')));
    }
}
