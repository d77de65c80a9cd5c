using Injector.Grammar.Messages;

namespace Injector.Output.Drift;

/// <summary>Shortens two values that differ to what differs in them.</summary>
internal static class ShortValues
{
    private const int Longest = 72;
    private const int Before = 16;

    /// <summary>The two values for people, on one line each.</summary>
    public static (string Present, string Wanted) Of(string? present, string? wanted)
    {
        if (present is null || wanted is null || (present.Length <= Longest && wanted.Length <= Longest))
        {
            return (Shorten(present, 0), Shorten(wanted, 0));
        }

        var same = present.AsSpan().CommonPrefixLength(wanted);
        var start = Math.Max(0, same - Before);
        return (Shorten(present, start), Shorten(wanted, start));
    }

    private static string Shorten(string? value, int start) => value switch
    {
        null => "absent",
        "" => "empty",
        _ => $"{(start > 0 ? "…" : "")}{DisplayText.Of(value[start..]).Cut(Longest + 1)}",
    };
}
