namespace Injector.Profiles.Resource.Restrictions;

/// <summary>
/// The patterns of the restrictions: a <c>*</c> stands for any text, including none, and everything else for itself. A question mark is not a wildcard, because
/// it would match the placeholder that stands for a whole variable.
/// </summary>
internal static class TenantPattern
{
    /// <summary>Whether one of the patterns matches the whole text.</summary>
    internal static bool MatchesAny(IEnumerable<string> patterns, string text) => patterns.Any(pattern => Matches(pattern, text));

    /// <summary>Whether a pattern matches the whole text.</summary>
    internal static bool Matches(string pattern, string text)
    {
        if (pattern.Split('*') is not [var first, .. var between, var last])
        {
            return pattern == text;
        }

        var rest = text.AsSpan();
        if (rest.Length < first.Length + last.Length || !rest.StartsWith(first, StringComparison.Ordinal) || !rest.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[first.Length..^last.Length];
        foreach (var part in between)
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return true;
    }
}
