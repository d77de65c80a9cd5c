namespace Injector.Core.Profiles.Templates;

/// <summary>Reads one <c>$(...)</c> and determines whether it is one of our references, and to what.</summary>
internal static class ReferenceScanner
{
    private const string SpliceSuffix = "[*]";

    /// <summary>What was found at a position in a text.</summary>
    /// <param name="IsOurs">Whether it is, or was meant to be, a reference; everything else stays as written.</param>
    /// <param name="End">Where the text continues after it.</param>
    /// <param name="Reference">The variable, unless <paramref name="Error"/> is set.</param>
    /// <param name="IsSplice">Whether it ends in <c>[*]</c>.</param>
    /// <param name="Error">What is wrong with it.</param>
    internal readonly record struct Found(bool IsOurs, int End, VariableReference? Reference, bool IsSplice, string? Error);

    /// <summary>Reads the <c>$(</c> at a position of a text.</summary>
    internal static Found Scan(string text, int start)
    {
        var close = text.IndexOf(')', start + 2);
        var inner = text.AsSpan(start + 2, (close < 0 ? text.Length : close) - start - 2);
        var ours = BeginsWithRoot(inner) || (close >= 0 && IsDottedName(inner));
        if (!ours)
        {
            return default;
        }

        return close < 0
            ? new Found(true, text.Length, null, false, $"'{text[start..]}' is never closed; write $(params.name)")
            : Parse(inner, close + 1);
    }

    private static Found Parse(ReadOnlySpan<char> inner, int end)
    {
        var splice = inner.EndsWith(SpliceSuffix, StringComparison.Ordinal);
        var name = splice ? inner[..^SpliceSuffix.Length] : inner;
        return VariableReferenceParser.TryParse(name, out var reference, out var error)
            ? new Found(true, end, reference, splice, null)
            : new Found(true, end, null, splice, error);
    }

    private static bool BeginsWithRoot(ReadOnlySpan<char> inner)
    {
        inner = inner.TrimStart(' ');
        var dot = inner.IndexOfAny('.', '[');
        return dot > 0 && VariableReference.Roots.ContainsKey(inner[..dot].TrimEnd(' ').ToString());
    }

    private static bool IsDottedName(ReadOnlySpan<char> inner)
    {
        if (inner.EndsWith(SpliceSuffix, StringComparison.Ordinal))
        {
            inner = inner[..^SpliceSuffix.Length];
        }

        if (!inner.Contains('.') || inner[0] == '.' || inner[^1] == '.')
        {
            return false;
        }

        foreach (var character in inner)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
