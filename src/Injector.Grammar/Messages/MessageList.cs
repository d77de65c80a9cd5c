using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Injector.Grammar.Messages;

/// <summary>
/// Messages about one pod: the first are kept, the others only counted. What would not be kept is not even formatted, so that a pod with thousands of
/// mistakes costs no more than one with ten.
/// </summary>
internal sealed class MessageList
{
    /// <summary>How many messages are kept.</summary>
    public const int Max = 10;

    private readonly List<DisplayText> _kept = [];

    /// <summary>How many there are, kept or not.</summary>
    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    public void Add(DisplayText message)
    {
        if (Count++ < Max)
        {
            _kept.Add(message);
        }
    }

    /// <summary>Adds a message that is formatted only where it is kept; long values in it are cut.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Interpolated message)
    {
        Count++;
        if (message.IsKept)
        {
            _kept.Add(DisplayText.Of(message.ToStringAndClear()));
        }
    }

    public void AddRange(IEnumerable<DisplayText> messages)
    {
        foreach (var message in messages)
        {
            Add(message);
        }
    }

    public void AddRange(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            Add(message);
        }
    }

    public void AddRange(ImmutableArray<string> messages)
    {
        foreach (var message in messages)
        {
            Add(message);
        }
    }

    /// <summary>The same without an enumerator: every pod with sidecars comes by here, mostly with nothing to say.</summary>
    public void AddRange(ImmutableArray<DisplayText> messages)
    {
        foreach (var message in messages)
        {
            Add(message);
        }
    }

    public void AddRange(MessageList messages)
    {
        foreach (var message in messages._kept)
        {
            Add(message);
        }

        Count += messages.Count - messages._kept.Count;
    }

    /// <summary>The same, each message with what it is about ahead of it.</summary>
    public MessageList Prefixed(string subject)
    {
        var prefixed = new MessageList();
        prefixed.AddRange(_kept.Select(message => DisplayText.Of($"{subject}: {message}")));
        prefixed.Count = Count;
        return prefixed;
    }

    /// <summary>The messages that are kept.</summary>
    public ImmutableArray<DisplayText> Kept => [.. _kept];

    /// <summary>All of it in one line: the messages that are kept, and how many more there are.</summary>
    public override string ToString()
    {
        var text = string.Join("; ", _kept);
        return Count == _kept.Count ? text : string.Create(CultureInfo.InvariantCulture, $"{text}; and {Count - _kept.Count} more");
    }

    /// <summary>Formats a message of a list that has room for it.</summary>
    [InterpolatedStringHandler]
    public ref struct Interpolated
    {
        /// <summary>A name takes 253 characters at most; lists of names take more.</summary>
        private const int MaxValue = 1024;

        private DefaultInterpolatedStringHandler _text;

        public Interpolated(int literalLength, int formattedCount, MessageList list, out bool isKept)
        {
            isKept = IsKept = list.Count < Max;
            _text = isKept ? new(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
        }

        public bool IsKept { get; }

        public void AppendLiteral(string value) => _text.AppendLiteral(value);

        public void AppendFormatted(string? value) => _text.AppendLiteral(DisplayText.Of(MessageText.Cut(value ?? "", MaxValue)));

        public void AppendFormatted<T>(T value) => AppendFormatted(
            value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());

        public string ToStringAndClear() => _text.ToStringAndClear();
    }
}
