using System.Collections.Frozen;

namespace Injector.Core.Settings;

/// <summary>The known namespaces, by name.</summary>
public sealed class NamespaceDirectory
{
    private readonly FrozenDictionary<string, NamespaceFacts> _namespaces;

    private NamespaceDirectory(FrozenDictionary<string, NamespaceFacts> namespaces) => _namespaces = namespaces;

    /// <summary>No namespace is known.</summary>
    public static NamespaceDirectory Empty { get; } = Create([]);

    /// <summary>Creates a directory; of two namespaces with the same name, the later one wins.</summary>
    /// <param name="namespaces">The namespaces.</param>
    public static NamespaceDirectory Create(IEnumerable<NamespaceFacts> namespaces)
    {
        var byName = new Dictionary<string, NamespaceFacts>(StringComparer.Ordinal);
        foreach (var facts in namespaces)
        {
            byName[facts.Name] = facts;
        }

        return new NamespaceDirectory(byName.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Whether the namespace is known.</summary>
    /// <param name="name">Name.</param>
    public bool Knows(string name) => _namespaces.ContainsKey(name);

    /// <summary>The facts of the namespace; an unknown namespace has neither labels nor annotations.</summary>
    /// <param name="name">Name.</param>
    public NamespaceFacts Find(string name) => _namespaces.TryGetValue(name, out var facts) ? facts : NamespaceFacts.Unknown(name);
}
