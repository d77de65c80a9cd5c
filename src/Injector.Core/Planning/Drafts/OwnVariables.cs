using System.Text.Json.Nodes;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Drafts;

/// <summary>The variables of a container as its author wrote them. They are parsed only if a profile brings a variable of the same name.</summary>
internal sealed class OwnVariables(ContainerView view)
{
    private JsonArray? _entries;
    private bool _isReadable;

    /// <summary>Whether they cannot be parsed because the container's JSON is too large.</summary>
    public bool AreTooLarge => view.Json.Length > ReceivedJson.MaxTree;

    /// <summary>The entries in order; empty when they cannot be parsed.</summary>
    public JsonArray Entries => _entries ??= Open();

    /// <summary>Whether they could be parsed.</summary>
    public bool AreReadable => Entries.Count > 0 || _isReadable;

    /// <summary>
    /// The entry with a name, and its index. If there are several, the last one, which is the one Kubernetes uses; <see langword="null"/> when there is none.
    /// </summary>
    public (JsonObject Entry, int Index)? Find(string name)
    {
        for (var i = Entries.Count - 1; i >= 0; i--)
        {
            if (Entries[i] is JsonObject entry && entry["name"].AsText() == name)
            {
                return (entry, i);
            }
        }

        return null;
    }

    private JsonArray Open()
    {
        _isReadable = ReceivedJson.TryReadTree(view.Json.Span, out var tree);
        return tree?["env"] as JsonArray ?? [];
    }
}
