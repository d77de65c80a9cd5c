using System.Collections.Frozen;

namespace Injector.Core.Settings;

/// <summary>The namespaces that are known, by name.</summary>
public sealed class NamespaceDirectory
{
    private readonly FrozenDictionary<string, NamespaceFacts> _namespaces;

    private NamespaceDirectory(FrozenDictionary<string, NamespaceFacts> namespaces) => _namespaces = namespaces;

    /// <summary>No namespace is known.</summary>
    public static NamespaceDirectory Empty { get; } = Create([]);

    /// <summary>Makes a directory; of two namespaces of one name the later wins.</summary>
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

    /// <summary>Whether anything is known of the namespace.</summary>
    /// <param name="name">Name.</param>
    public bool Knows(string name) => _namespaces.ContainsKey(name);

    /// <summary>What is known of the namespace; a namespace that is not known has neither labels nor annotations.</summary>
    /// <param name="name">Name.</param>
    public NamespaceFacts Find(string name) => _namespaces.TryGetValue(name, out var facts) ? facts : NamespaceFacts.Unknown(name);
}
