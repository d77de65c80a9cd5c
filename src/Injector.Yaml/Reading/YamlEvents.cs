using Injector.Yaml.Layout;
using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>
/// The events of YamlDotNet's parser, guarded: on malformed text its scanner also throws exceptions of the base library (InvalidOperationException,
/// ArgumentException, NullReferenceException, ...; in both 16.3 and 18.1), which contain no position. Each becomes a fault at the position that the scanner had
/// reached.
/// </summary>
internal sealed class YamlEvents
{
    private readonly TextPositions _places;
    private readonly LaidOutText? _layout;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text as it was written.</param>
    /// <param name="scanned">What the scanner reads: the text, or the adapted text.</param>
    /// <param name="layout">The adaptation; <see langword="null"/> when there is none.</param>
    internal YamlEvents(string text, string scanned, LaidOutText? layout)
    {
        _layout = layout;
        _places = new TextPositions(text, layout);
        _scanner = new Scanner(new StringReader(scanned), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>The current event.</summary>
    internal ParsingEvent Current { get; private set; } = new StreamStart();

    /// <summary>Advances to the next event.</summary>
    /// <exception cref="YamlFaultException">The text is not YAML.</exception>
    internal ParsingEvent Next()
    {
        try
        {
            Current = _parser.MoveNext() && _parser.Current is { } next ? next : throw new YamlException("the text ends too early");
            return Current;
        }
        catch (YamlException wrong)
        {
            // An exception without a position reports the start of the text.
            throw Fault(wrong.Start.Index == 0 && wrong.End.Index == 0 ? _scanner.CurrentPosition : wrong.Start, wrong.Message);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException)
        {
            throw Fault(_scanner.CurrentPosition, "cannot be read from here on; look for a missing bracket, brace, quote or colon, here or above");
        }
    }

    /// <summary>The position where an event begins.</summary>
    internal TextPosition PlaceOf(ParsingEvent at) => _places.At(at.Start);

    /// <summary>Index in the text of a position.</summary>
    internal int IndexOf(TextPosition place) => _places.IndexOf(place);

    /// <summary>The position after the last character of an event.</summary>
    internal TextPosition EndOf(ParsingEvent at) => _places.At(at.End);

    /// <summary>The anchor of a node.</summary>
    internal AnchorName AnchorOf(NodeEvent start) =>
        start.Anchor.IsEmpty && _layout?.Anchors.GetValueOrDefault(_places.IndexOf(start.Start)) is { } name ? new AnchorName(name) : start.Anchor;

    /// <summary>The text of a scalar.</summary>
    internal string ValueOf(Scalar scalar) =>
        _layout?.Beginnings.GetValueOrDefault(_places.IndexOf(scalar.Start)) is { } beginning
            ? beginning[..Math.Min(beginning.Length, scalar.Value.Length)] + scalar.Value[Math.Min(beginning.Length, scalar.Value.Length)..]
            : scalar.Value;

    /// <summary>The range of an event in the text.</summary>
    internal (int Start, int End) RangeOf(ParsingEvent at) => (_places.IndexOf(at.Start), _places.IndexOf(at.End));

    private YamlFaultException Fault(in Mark mark, string problem) => new(_places.At(mark), problem);
}
