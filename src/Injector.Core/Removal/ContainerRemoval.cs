using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>Removes the recorded containers from the pod, and from other containers what they received.</summary>
internal sealed class ContainerRemoval(PodEdit edit, JsonObject spec, InjectionStatus status)
{
    private static readonly ImmutableArray<(string Member, string Path)> Arrays =
        [(CollectionNames.InitContainers, "/spec/initContainers"), (CollectionNames.Containers, "/spec/containers")];

    /// <summary>Names of the removed containers.</summary>
    public ImmutableArray<string> Removed { get; private set; } = [];

    /// <summary>Rewritten fields that stay, and why.</summary>
    public ImmutableArray<string> Warnings { get; private set; } = [];

    public void Run()
    {
        foreach (var (member, _) in Arrays)
        {
            RemoveContainers(member, member == CollectionNames.InitContainers ? status.InitContainers : status.Containers);
        }

        foreach (var container in status.Superseded)
        {
            var member = container.IsInit ? CollectionNames.InitContainers : CollectionNames.Containers;
            edit.InsertItem(spec, "/spec", member, container.Index, JsonNode.Parse(container.Json, documentOptions: ReceivedJson.Strict)!);
        }

        foreach (var (member, path) in Arrays)
        {
            if (!(member == CollectionNames.InitContainers ? status.InitContainers : status.Containers).IsEmpty)
            {
                edit.Tidy(spec, "/spec", member, member);
            }

            var containers = spec[member] as JsonArray ?? [];
            for (var i = 0; i < containers.Count; i++)
            {
                // A container without a name is recorded with an empty one. The API server rejects it, so it comes from a manifest.
                if (containers[i] is JsonObject container && (container["name"] is { } named ? named.AsText() : "") is { } name)
                {
                    RemoveAdditions(container, $"{path}/{i}", name);
                    Warnings = Warnings.AddRange(new RewriteRemoval(edit, container, $"{path}/{i}", status).Run(name));
                }
            }
        }
    }

    private void RemoveContainers(string member, ImmutableArray<string> names)
    {
        var present = (spec[member] as JsonArray ?? []).Select(container => container.Member("name").AsText()).OfType<string>();
        Removed = Removed.AddRange(present.Where(names.Contains));
        edit.RemoveItems(spec, "/spec", member, container => container.Member("name").AsText() is { } name && names.Contains(name));
    }

    private void RemoveAdditions(JsonObject container, string path, string name)
    {
        var appended = new AppendedRemoval(edit, container, path, status);
        Warnings = Warnings.AddRange(appended.Run(name));

        // Ours come before the application's variables and after its mounts: if a name has been duplicated since, ours is the first variable and the last
        // mount.
        foreach (var variable in Of(status.Env, name).Except(appended.Kept, StringComparer.Ordinal))
        {
            RemoveOne(container, path, "env", (container["env"] as JsonArray)?.ToList().FindIndex(item => item.Member("name").AsText() == variable));
        }

        foreach (var mountPath in Of(status.Mounts, name))
        {
            RemoveOne(
                container, path, "volumeMounts",
                (container["volumeMounts"] as JsonArray)?.ToList().FindLastIndex(item => item.Member("mountPath").AsText() == mountPath));
        }

        Tidy(container, path, "env", Of(status.Env, name), CollectionNames.Env(name));
        Tidy(container, path, "volumeMounts", Of(status.Mounts, name), CollectionNames.Mounts(name));
    }

    private void RemoveOne(JsonObject container, string path, string member, int? index)
    {
        if (index >= 0)
        {
            edit.RemoveItem((JsonArray)container[member]!, $"{path}/{member}", index.Value);
        }
    }

    private void Tidy(JsonObject container, string path, string member, ImmutableArray<string> added, string name)
    {
        if (!added.IsEmpty)
        {
            edit.Tidy(container, path, member, name);
        }
    }

    private static ImmutableArray<string> Of(ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> map, string container) =>
        SortedNames.TryGet(map, container, out var names) ? names : [];
}
