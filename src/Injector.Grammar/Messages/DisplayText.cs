using System.Diagnostics.CodeAnalysis;

namespace Injector.Grammar.Messages;

/// <summary>
/// Text that is safe to show to people: on a terminal, in a log, in a response that kubectl prints. Control characters and invisible characters in it are
/// replaced by visible escapes, see <see cref="VisibleEscapes"/>. The text is a single line unless it was created with
/// <see cref="Lines(IEnumerable{string})"/> or <see cref="Page"/>. Text that needs no escapes is kept as it is, without allocating.
/// </summary>
public readonly struct DisplayText : IEquatable<DisplayText>
{
    /// <summary>Max length of a message, in bytes of UTF-8: denials, reasons for skipping, findings, the annotation that records a skip.</summary>
    public const int MaxBytes = 4096;

    private readonly string? _text;

    private DisplayText(string text) => _text = text;

    /// <summary>The empty text.</summary>
    public static DisplayText Empty => default;

    /// <summary>Length in UTF-16 code units.</summary>
    public int Length => _text?.Length ?? 0;

    /// <summary>Whether the text is empty.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The text on one line; line breaks in it become visible escapes.</summary>
    /// <param name="text">Anything; <see langword="null"/> is the empty text.</param>
    public static DisplayText Of(string? text) => new(text is null ? "" : VisibleEscapes.In(text));

    /// <summary>Prose from outside on one line, such as a message of the API server; line breaks in it become spaces.</summary>
    public static DisplayText Prose(string text) => Of(text.ReplaceLineEndings(" "));

    /// <summary>Whether a text needs no escapes and is on one line.</summary>
    public static bool IsSafe(string text) => ReferenceEquals(VisibleEscapes.In(text), text);

    /// <summary>Text of several lines; a line break within an item of <paramref name="lines"/> becomes a visible escape.</summary>
    public static DisplayText Lines(IEnumerable<string> lines) => new(string.Join('\n', lines.Select(VisibleEscapes.In)));

    /// <summary>Text of several lines that are already safe.</summary>
    public static DisplayText Lines(IEnumerable<DisplayText> lines) => new(string.Join('\n', lines));

    /// <summary>Our own text of several lines, such as a help page: line feeds are kept, everything else is as in <see cref="Of"/>.</summary>
    /// <param name="text">The text. Values from outside that are embedded in it must not contain line feeds that could mislead.</param>
    public static DisplayText Page(string text) => new(VisibleEscapes.In(text, keepsLineFeeds: true));

    /// <summary>
    /// The text in at most <paramref name="maxLength"/> UTF-16 code units, with an ellipsis where it was cut; neither a surrogate pair nor an escape is split.
    /// </summary>
    public DisplayText Cut(int maxLength) =>
        Length <= maxLength ? this : new(string.Concat(_text.AsSpan(0, VisibleEscapes.CutAt(_text, maxLength - 1)), [MessageText.Ellipsis]));

    /// <summary>The text in at most <paramref name="maxBytes"/> bytes of UTF-8, with an ellipsis where it was cut.</summary>
    public DisplayText Bound(int maxBytes = MaxBytes)
    {
        // UTF-8 takes at most three bytes for each UTF-16 code unit.
        var text = ToString();
        return text.Length <= maxBytes / 3 ? this : Cut(MessageText.LengthWithin(text, maxBytes));
    }

    /// <summary>The lines of the text; one unless it was created with several.</summary>
    public IEnumerable<DisplayText> Split() => ToString().Split('\n').Select(line => new DisplayText(line));

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    /// <inheritdoc/>
    public bool Equals(DisplayText other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is DisplayText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether two texts are the same.</summary>
    public static bool operator ==(DisplayText left, DisplayText right) => left.Equals(right);

    /// <summary>Whether two texts differ.</summary>
    public static bool operator !=(DisplayText left, DisplayText right) => !left.Equals(right);

    /// <summary>Converts a string to safe text on one line, see <see cref="Of"/>.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "It is called Of.")]
    public static implicit operator DisplayText(string? text) => Of(text);

    /// <summary>Converts to a string, see <see cref="ToString"/>.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "It is called ToString.")]
    public static implicit operator string(DisplayText text) => text.ToString();
}
