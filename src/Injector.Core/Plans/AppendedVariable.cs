namespace Injector.Core.Plans;

/// <summary>A variable of an application container whose value is extended: the author's value, a separator, and a profile's addition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Index of its entry as received; of several entries with the same name the last one, which Kubernetes uses.</param>
/// <param name="Text">The addition.</param>
/// <param name="Separator">The text between them; omitted when the author's value is empty.</param>
/// <param name="Value">JSON of the author's <c>value</c>; <see langword="null"/> when there is none.</param>
/// <param name="ValueFrom">JSON of the author's <c>valueFrom</c>, which moves to another variable; <see langword="null"/> when there is none.</param>
/// <param name="After">The new value.</param>
public sealed record AppendedVariable(string Name, int Index, string Text, string Separator, string? Value, string? ValueFrom, string After)
{
    /// <summary>Name of the variable that a <c>valueFrom</c> moves to, because a value can refer to a variable but not to a source.</summary>
    /// <param name="name">Name of the variable that it moves from.</param>
    public static string SourceName(string name) => $"INJECTOR_{name}";

    /// <summary>Joins two values.</summary>
    /// <param name="value">The first; it may be empty.</param>
    /// <param name="separator">The text between them.</param>
    /// <param name="text">The second.</param>
    public static string Join(string value, string separator, string text) => value.Length == 0 ? text : $"{value}{separator}{text}";

    /// <summary>The position of a text as a separate part of a value; -1 when it is not there.</summary>
    /// <param name="value">The value.</param>
    /// <param name="separator">The text between parts.</param>
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
