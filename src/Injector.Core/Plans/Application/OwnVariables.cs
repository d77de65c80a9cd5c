using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Application;

/// <summary>The variables of a container as its author wrote them, opened only where a profile brings one of the same name.</summary>
internal sealed class OwnVariables(ContainerView view)
{
    private JsonArray? _entries;

    /// <summary>Whether they cannot be opened, because the container is larger than what is opened of it.</summary>
    public bool AreTooLarge => view.Json.Length > ReceivedJson.MaxTree;

    private JsonArray Entries => _entries ??= ReceivedJson.TryReadTree(view.Json.Span, out var tree) && tree["env"] is JsonArray entries ? entries : [];

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
}
