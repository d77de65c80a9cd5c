using System.Text.Json.Nodes;
using Injector.Ambassador.Texts;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Ambassador.Reading;

/// <summary>An object of the config annotation, read strictly: a member that no caller reads is an error.</summary>
internal sealed class TreeFields
{
    /// <summary>Max length of a key in a path. Paths are for people, and every path below a key repeats it.</summary>
    private const int MaxKey = 80;

    private readonly JsonObject _object;
    private readonly string _path;
    private readonly ProblemList _problems;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private TreeFields(JsonObject @object, string path, ProblemList problems)
    {
        _object = @object;
        _path = path;
        _problems = problems;
    }

    /// <summary>Where the object is written.</summary>
    public PlacedText Place => At(_path, "");

    /// <summary>Opens an object; <see langword="null"/> when the node is something else, which is then on the list.</summary>
    public static TreeFields? Open(JsonNode? node, string path, ProblemList problems)
    {
        if (node is JsonObject found)
        {
            return new TreeFields(found, path, problems);
        }

        problems.Add(ConfigTree.Source, $"{(path.Length == 0 ? "the whole" : path)} is no object (name: value pairs)");
        return null;
    }

    /// <summary>A scalar as text; <see langword="null"/> when it is missing, or empty (<c>path:</c>), which is then on the list.</summary>
    public PlacedText? Text(string name)
    {
        _asked.Add(name);
        return _object.TryGetPropertyValue(name, out var node) ? Scalar(node, Path(name)) : null;
    }

    /// <summary>An object's members, each with its path; empty when it is missing.</summary>
    public IEnumerable<(string Name, JsonNode? Value, string Path)> Members(string name)
    {
        _asked.Add(name);
        return _object[name] switch
        {
            null when !Has(name) => [],
            JsonObject map => map.Select(entry => (entry.Key, entry.Value, $"{Path(name)}.{MessageText.Cut(entry.Key, MaxKey)}")),
            _ => Nothing(name, "is no object (name: value pairs)"),
        };
    }

    /// <summary>An array's items, each with its path; empty when it is missing.</summary>
    public IEnumerable<(string Name, JsonNode? Value, string Path)> Items(string name)
    {
        _asked.Add(name);
        return _object[name] switch
        {
            null when !Has(name) => [],
            JsonArray list => list.Select((item, index) => ("", item, $"{Path(name)}[{index}]")),
            _ => Nothing(name, "is no list"),
        };
    }

    public bool Has(string name) => _object.ContainsKey(name);

    /// <summary>The scalars that have not been read: options.</summary>
    public IEnumerable<(PlacedText Name, PlacedText Value)> Rest()
    {
        foreach (var (name, value) in _object.Where(entry => !_asked.Contains(entry.Key)))
        {
            if (Scalar(value, Path(name)) is { } text)
            {
                yield return (At(_path, name), text);
            }
        }
    }

    /// <summary>Reports the members that have not been read.</summary>
    public void RefuseRest()
    {
        foreach (var (name, _) in _object.Where(entry => !_asked.Contains(entry.Key)))
        {
            _problems.Add(At(_path, name), $"is not a field here; there are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>A scalar's text; <see langword="null"/> for anything else, which is then on the list.</summary>
    public PlacedText? Scalar(JsonNode? node, string path)
    {
        if (node is JsonValue)
        {
            return At(path, node.AsText() ?? RelaxedJson.Text(node));
        }

        _problems.Add(ConfigTree.Source, node is null ? $"{path} is empty; write a value, or remove it" : $"{path} is no text or number");
        return null;
    }

    private string Path(string name)
    {
        var key = MessageText.Cut(name, MaxKey);
        return _path.Length == 0 ? key : $"{_path}.{key}";
    }

    private static PlacedText At(string path, string text) => new(text, ConfigTree.Source, path.Length == 0 ? "the whole" : path, 0, 1);

    private IEnumerable<(string, JsonNode?, string)> Nothing(string name, string rule)
    {
        _problems.Add(ConfigTree.Source, $"{Path(name)} {rule}");
        return [];
    }
}
