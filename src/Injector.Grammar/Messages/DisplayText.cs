using System.Diagnostics.CodeAnalysis;

namespace Injector.Grammar.Messages;

/// <summary>
/// Text that leaves towards people: to a terminal, a log, an answer that kubectl prints. Whatever others wrote into it, it holds no character that
/// a terminal obeys or that people cannot see; each stands there as a visible escape, see <see cref="VisibleEscapes"/>. The text has one line unless it was
/// made of several with <see cref="Lines(IEnumerable{string})"/>. Text that needs no escape is the string that came in, so that safety costs no allocation.
/// </summary>
public readonly struct DisplayText : IEquatable<DisplayText>
{
    /// <summary>Longest message in UTF-8: denials, reasons for skipping, findings, the annotation that records a skip.</summary>
    public const int MaxBytes = 4096;

    private readonly string? _text;

    private DisplayText(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static DisplayText Empty => default;

    /// <summary>The number of UTF-16 units.</summary>
    public int Length => _text?.Length ?? 0;

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The text on one line; line breaks in it are shown, not obeyed.</summary>
    /// <param name="text">Anything; <see langword="null"/> is the empty text.</param>
    public static DisplayText Of(string? text) => new(text is null ? "" : VisibleEscapes.In(text));

    /// <summary>Sentences of others on one line, such as the message of an API server: a line break in them is a space.</summary>
    public static DisplayText Prose(string text) => Of(text.ReplaceLineEndings(" "));

    /// <summary>Whether a text is fit for people as it is, on one line.</summary>
    public static bool IsSafe(string text) => ReferenceEquals(VisibleEscapes.In(text), text);

    /// <summary>Several lines: each one of <paramref name="lines"/>, in which a line break is shown, not obeyed.</summary>
    public static DisplayText Lines(IEnumerable<string> lines) => new(string.Join('\n', lines.Select(VisibleEscapes.In)));

    /// <summary>Several lines that are safe already.</summary>
    public static DisplayText Lines(IEnumerable<DisplayText> lines) => new(string.Join('\n', lines));

    /// <summary>A text of our own that has several lines, such as a page of help: its line feeds are kept, all else is as in <see cref="Of"/>.</summary>
    /// <param name="text">Text in which no value of others holds a line break that matters.</param>
    public static DisplayText Page(string text) => new(VisibleEscapes.In(text, keepsLineFeeds: true));

    /// <summary>The text in at most <paramref name="maxLength"/> UTF-16 units, with an ellipsis where it was cut; neither a surrogate pair nor an escape is split.</summary>
    public DisplayText Cut(int maxLength) =>
        Length <= maxLength ? this : new(string.Concat(_text.AsSpan(0, VisibleEscapes.CutAt(_text, maxLength - 1)), [MessageText.Ellipsis]));

    /// <summary>The text in at most <paramref name="maxBytes"/> bytes of UTF-8, with an ellipsis where it was cut.</summary>
    public DisplayText Bound(int maxBytes = MaxBytes)
    {
        // No character takes more than three bytes for each UTF-16 unit.
        var text = ToString();
        return text.Length <= maxBytes / 3 ? this : Cut(MessageText.LengthWithin(text, maxBytes));
    }

    /// <summary>The lines, which are one unless the text was made of several.</summary>
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

    /// <summary>Makes a text safe, on one line: see <see cref="Of"/>.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "It is called Of.")]
    public static implicit operator DisplayText(string? text) => Of(text);

    /// <summary>The text, which is as safe as a string.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "It is called ToString.")]
    public static implicit operator string(DisplayText text) => text.ToString();
}
