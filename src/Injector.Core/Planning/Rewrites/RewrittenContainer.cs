using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Rewrites;

/// <summary>An application container whose fields may be changed. Reads return values as received, regardless of planned changes.</summary>
internal sealed class RewrittenContainer
{
    private readonly ContainerView _view;
    private readonly ImmutableArray<FieldEdit>.Builder _edits = ImmutableArray.CreateBuilder<FieldEdit>();
    private readonly List<int> _moved = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string>.Builder _descriptions = ImmutableArray.CreateBuilder<string>();

    public RewrittenContainer(ContainerView view)
    {
        _view = view;
        Tree = Parse(view.Json);
        Ports = [.. (Tree["ports"] as JsonArray ?? []).Select(PortEntry.Of)];
    }

    public string Name => _view.Name.ToString();

    /// <summary>The size of its JSON in bytes if that is too large to parse, in which case nothing is rewritten; otherwise 0.</summary>
    public int ExcessiveSize => _view.Json.Length > ReceivedJson.MaxTree ? _view.Json.Length : 0;

    /// <summary>The container as received; empty when it cannot be parsed.</summary>
    public JsonObject Tree { get; }

    /// <summary>Its declared ports as received, in order.</summary>
    public ImmutableArray<PortEntry> Ports { get; }

    /// <summary>The TCP port numbers that it declares as received, and those that it will declare.</summary>
    public IEnumerable<int> DeclaredPorts => Ports.Where(port => port.IsTcp).Select(port => port.Number).Concat(_moved);

    public bool HasEdits => _edits.Count > 0;

    public ContainerRewrites Rewrites => new(_view, _edits.ToImmutable(), _descriptions.ToImmutable());

    /// <summary>Whether a change below a field is already planned.</summary>
    public bool IsTaken(string field) => _taken.Contains(field);

    /// <summary>The number of a port that a handler gives by number or by name; <see langword="null"/> when there is no such port.</summary>
    public int? Number(JsonNode? port)
    {
        if (port.AsText() is { } name)
        {
            return Ports.FirstOrDefault(entry => entry.Name == name)?.Number;
        }

        return port.AsInteger() is { } number and > 0 and <= ushort.MaxValue ? (int)number : null;
    }

    /// <summary>The value at a path, as received; <see langword="null"/> when there is none.</summary>
    public JsonNode? At(string field) => field.Split('/').Aggregate((JsonNode?)Tree, (node, step) => node.Member(step));

    /// <summary>Sets a field, whether or not it exists.</summary>
    public void Set(string path, JsonNode value) => Edit(path, RelaxedJson.Text(value));

    /// <summary>Gives a declared port another number.</summary>
    public void MovePort(int index, int number)
    {
        Set(string.Create(CultureInfo.InvariantCulture, $"ports/{index}/containerPort"), number);
        _moved.Add(number);
    }

    /// <summary>Removes a field.</summary>
    public void Remove(string path) => Edit(path, null);

    public void Describe(string what) => _descriptions.Add(what);

    private void Edit(string path, string? after)
    {
        _edits.Add(new FieldEdit(path, Received(path), after));
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            _taken.Add(path[..slash]);
        }
    }

    private string? Received(string path)
    {
        JsonNode? node = Tree;
        foreach (var step in path.Split('/'))
        {
            if (node is JsonArray items)
            {
                node = items[int.Parse(step, CultureInfo.InvariantCulture)];
            }
            else if (node is not JsonObject members || !members.TryGetPropertyValue(step, out node))
            {
                return null;
            }
        }

        return RelaxedJson.Text(node);
    }

    // A duplicate member has no definite meaning. No API server returns such a container, so it is left alone.
    private static JsonObject Parse(ReadOnlyMemory<byte> json) => ReceivedJson.TryReadTree(json.Span, out var tree) ? tree : [];
}
