using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>The variables of a container as they will be: planned ones before its own.</summary>
/// <param name="Container">Name of the container.</param>
/// <param name="Planned">What profiles add.</param>
/// <param name="Own">The author's variables, including what profiles append; empty when they cannot be parsed.</param>
/// <param name="IsReadable">Whether they could be parsed.</param>
/// <param name="HasEnvFrom">Whether <c>envFrom</c> may add more.</param>
internal sealed record WorkingVariables(string Container, ImmutableArray<JsonObject> Planned, ImmutableArray<JsonObject> Own, bool IsReadable, bool HasEnvFrom)
{
    private Dictionary<string, ImmutableArray<int>>? _places;

    /// <summary>All of them in the order in which the kubelet reads them.</summary>
    public ImmutableArray<JsonObject> All { get; } = Planned.AddRange(Own);

    /// <summary>The indexes in <see cref="All"/> of the definitions of a name, in order.</summary>
    public ImmutableArray<int> IndexesOf(string name)
    {
        _places ??= Enumerable.Range(0, All.Length)
            .GroupBy(index => All[index]["name"].AsText() ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        return _places.GetValueOrDefault(name, []);
    }
}
