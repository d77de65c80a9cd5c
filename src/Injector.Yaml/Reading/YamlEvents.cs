using Injector.Yaml.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Injector.Yaml.Reading;

/// <summary>
/// The events of YamlDotNet's parser, guarded: on malformed text its scanner also throws exceptions of the base library (InvalidOperationException,
/// ArgumentException, NullReferenceException, ...; 16.3 and 18.1 alike), which say no place. Each becomes a fault at the place that the scanner
/// had come to.
/// </summary>
internal sealed class YamlEvents
{
    private readonly TextPlaces _places;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    internal YamlEvents(string text)
    {
        _places = new TextPlaces(text);
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>The event that is looked at.</summary>
    internal ParsingEvent Current { get; private set; } = new StreamStart();

    /// <summary>Goes to the next event.</summary>
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
            // An exception without a mark of its own has that of the very start.
            throw Fault(wrong.Start.Index == 0 && wrong.End.Index == 0 ? _scanner.CurrentPosition : wrong.Start, wrong.Message);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException)
        {
            throw Fault(_scanner.CurrentPosition, "cannot be read from here on; look for a missing bracket, brace, quote or colon, here or above");
        }
    }

    /// <summary>Where an event begins.</summary>
    internal TextPlace PlaceOf(ParsingEvent at) => _places.At(at.Start);

    private YamlFaultException Fault(in Mark mark, string problem) => new(_places.At(mark), problem);
}
