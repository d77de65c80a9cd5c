namespace Injector.Core.Plans;

/// <summary>A variable of an application container that gets a longer value: the author's, a separator, and what a profile adds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Index of its entry as received; of several of one name the last, which counts for Kubernetes.</param>
/// <param name="Text">What is added.</param>
/// <param name="Separator">What stands between; left out where the author's value is empty.</param>
/// <param name="Value">JSON of the author's <c>value</c>; <see langword="null"/> when there is none.</param>
/// <param name="ValueFrom">JSON of the author's <c>valueFrom</c>, which moves to another variable; <see langword="null"/> when there is none.</param>
/// <param name="After">The new value.</param>
public sealed record AppendedVariable(string Name, int Index, string Text, string Separator, string? Value, string? ValueFrom, string After)
{
    /// <summary>Name of the variable that a <c>valueFrom</c> moves to, for a value can refer to a variable and not to a source.</summary>
    /// <param name="name">Name of the variable that it is moved from.</param>
    public static string SourceName(string name) => $"INJECTOR_{name}";

    /// <summary>Puts two values together.</summary>
    /// <param name="value">The first; it may be empty.</param>
    /// <param name="separator">What stands between them.</param>
    /// <param name="text">The second.</param>
    public static string Join(string value, string separator, string text) => value.Length == 0 ? text : $"{value}{separator}{text}";

    /// <summary>Where a text stands in a value as a part of its own; -1 when it does not.</summary>
    /// <param name="value">The value.</param>
    /// <param name="separator">What stands between parts.</param>
    /// <param name="text">The text.</param>
    public static int Find(string value, string separator, string text)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(text);
        for (var start = value.IndexOf(text, StringComparison.Ordinal); start >= 0 && text.Length > 0; start = value.IndexOf(text, start + 1, StringComparison.Ordinal))
        {
            var end = start + text.Length;
            if ((start == 0 || value.AsSpan(0, start).EndsWith(separator, StringComparison.Ordinal))
                && (end == value.Length || value.AsSpan(end).StartsWith(separator, StringComparison.Ordinal)))
            {
                return start;
            }
        }

        return -1;
    }
}
