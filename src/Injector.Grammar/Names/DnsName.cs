namespace Injector.Grammar.Names;

/// <summary>DNS names as Kubernetes accepts them (RFC 1123, lower case).</summary>
public static class DnsName
{
    /// <summary>Max length of a label, in characters.</summary>
    public const int MaxLabelLength = 63;

    private const int MaxNameLength = 253;

    /// <summary>Whether a text is one label: up to 63 lower-case letters, digits and inner hyphens.</summary>
    /// <param name="text">The text.</param>
    public static bool IsLabel(ReadOnlySpan<char> text) => text.Length <= MaxLabelLength && IsPart(text);

    /// <summary>Whether a text is labels joined by dots, up to 253 characters.</summary>
    /// <param name="text">The text.</param>
    public static bool IsSubdomain(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxNameLength)
        {
            return false;
        }

        foreach (var label in text.Split('.'))
        {
            if (!IsLabel(text[label]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text names an object, such as a Secret: a subdomain whose labels may have any length, as in API servers.</summary>
    internal static bool IsObjectName(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxNameLength)
        {
            return false;
        }

        foreach (var part in text.Split('.'))
        {
            if (!IsPart(text[part]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '-' || text[^1] == '-')
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
            {
                return false;
            }
        }

        return true;
    }
}
