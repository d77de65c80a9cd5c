using System.Text.Json.Nodes;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Drafts;

/// <summary>The variables of a container as its author wrote them, opened only where a profile brings one of the same name.</summary>
internal sealed class OwnVariables(ContainerView view)
{
    private JsonArray? _entries;
    private bool _isReadable;

    /// <summary>Whether they cannot be opened, because the container is larger than what is opened of it.</summary>
    public bool AreTooLarge => view.Json.Length > ReceivedJson.MaxTree;

    /// <summary>The entries in their order; none when they cannot be opened.</summary>
    public JsonArray Entries => _entries ??= Open();

    /// <summary>Whether they could be opened.</summary>
    public bool AreReadable => Entries.Count > 0 || _isReadable;

    /// <summary>The entry of a name, and its index; of several the last, which counts for Kubernetes. <see langword="null"/> when there is none.</summary>
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
