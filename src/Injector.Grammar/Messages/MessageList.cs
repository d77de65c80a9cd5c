using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Injector.Grammar.Messages;

/// <summary>
/// Messages about one pod: the first ten are kept, the others only counted. Messages that would not be kept are not even formatted, so that a pod with
/// thousands of mistakes costs no more than one with ten.
/// </summary>
internal sealed class MessageList
{
    /// <summary>Max number of messages kept.</summary>
    public const int Max = 10;

    private List<DisplayText>? _kept;

    /// <summary>Number of messages added, kept or not.</summary>
    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    public void Add(DisplayText message)
    {
        if (Count++ < Max)
        {
            (_kept ??= []).Add(message);
        }
    }

    /// <summary>Adds a message that is formatted only if it is kept; long values in it are cut.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Interpolated message)
    {
        Count++;
        if (message.IsKept)
        {
            (_kept ??= []).Add(DisplayText.Of(message.ToStringAndClear()));
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

    /// <summary>Adds messages without allocating an enumerator: this runs for every pod with sidecars, mostly with an empty array.</summary>
    public void AddRange(ImmutableArray<DisplayText> messages)
    {
        foreach (var message in messages)
        {
            Add(message);
        }
    }

    public void AddRange(MessageList messages)
    {
        if (messages._kept is not { } kept)
        {
            return;
        }

        foreach (var message in kept)
        {
            Add(message);
        }

        Count += messages.Count - kept.Count;
    }

    /// <summary>A copy in which each message is prefixed with its subject.</summary>
    public MessageList Prefixed(string subject)
    {
        var prefixed = new MessageList();
        prefixed.AddRange((_kept ?? []).Select(message => DisplayText.Of($"{subject}: {message}")));
        prefixed.Count = Count;
        return prefixed;
    }

    /// <summary>The messages that are kept.</summary>
    public ImmutableArray<DisplayText> Kept => _kept is null ? [] : [.. _kept];

    /// <summary>The kept messages on one line, and how many more there are.</summary>
    public override string ToString()
    {
        var text = string.Join("; ", _kept ?? []);
        return Count == (_kept?.Count ?? 0) ? text : string.Create(CultureInfo.InvariantCulture, $"{text}; and {Count - _kept!.Count} more");
    }

    /// <summary>Formats a message only if the list has room for it.</summary>
    [InterpolatedStringHandler]
    public ref struct Interpolated
    {
        /// <summary>Max length of a value, in UTF-16 code units: a name takes at most 253, a list of names more.</summary>
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
