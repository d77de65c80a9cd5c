using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Fits the variables of a computed path into a container that has its own variables. A value is expanded only from the variables before it (Kubernetes
/// pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables). So an existing variable of the container serves the expression, which is expanded from all of them,
/// but not a variable inserted before it; that one needs a copy under another name.
/// </summary>
internal sealed class PathVariables
{
    private readonly Needed[] _needed;
    private readonly VariableMeanings _meanings = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Names that the container's own values refer to and that stay undefined: they mean a Service's variable or are not expanded.</summary>
    private readonly HashSet<string> _undefined = new(StringComparer.Ordinal);

    private PathVariables(string variables, string expression, WorkingVariables own)
    {
        _needed = [.. ComputedPath.Parse(variables).Select(entry => new Needed(entry))];
        var read = _needed.SelectMany(one => one.Reads).Concat(ComputedPath.Names(expression)).Concat(_needed.Select(one => one.Name)).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, int> wanted = [];
        Dictionary<string, int> ahead = [];
        foreach (var one in _needed)
        {
            _meanings.Define(one.Entry, wanted);
        }

        foreach (var entry in own.Planned)
        {
            Define(entry, own.Container, read, ahead);
        }

        Dictionary<string, int> atLast = new(ahead, StringComparer.Ordinal);
        foreach (var entry in own.Own)
        {
            Define(entry, own.Container, read, atLast);
        }

        _taken.UnionWith(wanted.Keys);
        Lost = ComputedPath.Names(expression).FirstOrDefault(name => !wanted.ContainsKey(name) && atLast.ContainsKey(name));
        Choose(wanted, ahead, atLast);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Added = Write(ahead, names);
        Other = Lost ?? Array.Find(_needed, one => one.Clashes)?.Name;
        Expression = ComputedPath.Renamed(expression, names);
    }

    /// <summary>The variables to insert before the container's own, after those that are planned.</summary>
    public ImmutableArray<JsonObject> Added { get; }

    /// <summary>The expression, with new names for variables whose names the container uses for something else.</summary>
    public string Expression { get; }

    /// <summary>A variable that the container uses for something else; <see langword="null"/> when there is none.</summary>
    public string? Other { get; }

    /// <summary>A clashing variable that renaming cannot fix, because it is not the author's to define; <see langword="null"/> when there is none.</summary>
    public string? Lost { get; private set; }

    /// <summary>Fits variables into a container.</summary>
    /// <param name="variables">The definitions, from <see cref="ComputedPath.Read"/>.</param>
    /// <param name="expression">The expression that needs them.</param>
    /// <param name="own">The container's variables.</param>
    public static PathVariables Fit(string variables, string expression, WorkingVariables own) => new(variables, expression, own);

    private void Define(JsonObject entry, string container, HashSet<string> read, Dictionary<string, int> visible)
    {
        if (entry["name"].AsText() is { } name)
        {
            _taken.Add(name);
            if (read.Contains(name))
            {
                _meanings.Define(VariableDefinition.Plain(entry, container), visible, _undefined);
            }
        }
    }

    /// <summary>Determines which variables must be added: those that the expression needs, and those that they read.</summary>
    private void Choose(Dictionary<string, int> wanted, Dictionary<string, int> ahead, Dictionary<string, int> atLast)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _needed.Length; i++)
        {
            _needed[i].Sources = [.. _needed[i].Reads.Select(name => places.GetValueOrDefault(name, -1))];
            places[_needed[i].Name] = i;
        }

        for (var i = _needed.Length - 1; i >= 0; i--)
        {
            var one = _needed[i];
            var isLast = places[one.Name] == i;
            var isThere = atLast.TryGetValue(one.Name, out var there);
            one.KeepsName = isLast && !isThere && !_undefined.Contains(one.Name);
            one.Clashes = isLast && !one.KeepsName && !(isThere && there == wanted[one.Name]);
            one.IsAdded |= one.KeepsName || one.Clashes;
            foreach (var source in one.IsAdded ? one.Sources.Where(source => source >= 0) : [])
            {
                var name = _needed[source].Name;
                _needed[source].IsAdded |= places[name] != source || !ahead.TryGetValue(name, out var meaning) || meaning != wanted[name];
            }
        }
    }

    private ImmutableArray<JsonObject> Write(Dictionary<string, int> ahead, Dictionary<string, string> expression)
    {
        var added = ImmutableArray.CreateBuilder<JsonObject>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in _needed)
        {
            if (one.IsAdded)
            {
                Lost ??= one.Reads.Where((name, i) => one.Sources[i] < 0 && ahead.ContainsKey(name)).FirstOrDefault();
                if (one.Entry["value"].AsText() is { } value)
                {
                    one.Entry["value"] = ComputedPath.Renamed(value, names);
                }

                added.Add(one.Entry);
            }

            names.Remove(one.Name);
            if (one.IsAdded && !one.KeepsName)
            {
                one.Entry["name"] = names[one.Name] = Free(one.Name);
                if (one.Clashes)
                {
                    expression[one.Name] = names[one.Name];
                }
            }
        }

        return added.DrainToImmutable();
    }

    private string Free(string name)
    {
        do
        {
            name = $"APP_{name}";
        }
        while (!_taken.Add(name));

        return name;
    }

    private sealed class Needed(JsonObject entry)
    {
        public JsonObject Entry { get; } = entry;

        public string Name { get; } = entry["name"].AsText() ?? "";

        /// <summary>The names in its value.</summary>
        public string[] Reads { get; } = [.. ComputedPath.Names(entry["value"].AsText() ?? "")];

        /// <summary>The index of the needed variable that each of those names refers to; -1 for none.</summary>
        public int[] Sources { get; set; } = [];

        public bool IsAdded { get; set; }

        /// <summary>Whether it is added under its own name; of several with the same name only the last may be.</summary>
        public bool KeepsName { get; set; }

        /// <summary>Whether the container uses the name for something else.</summary>
        public bool Clashes { get; set; }
    }
}
