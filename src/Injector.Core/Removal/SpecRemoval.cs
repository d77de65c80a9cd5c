using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Core.Removal;

/// <summary>Removes volumes and image pull secrets from the pod and restores the author's pod-level resources.</summary>
internal sealed class SpecRemoval(PodEdit edit, JsonObject spec, InjectionStatus status)
{
    private const string GracePeriod = "terminationGracePeriodSeconds";

    private readonly ImmutableArray<string>.Builder _warnings = ImmutableArray.CreateBuilder<string>();

    /// <summary>What stays, and why.</summary>
    public ImmutableArray<string> Warnings => _warnings.ToImmutable();

    /// <summary>Volumes that stay because another container mounts them.</summary>
    public ImmutableArray<string> Kept { get; private set; } = [];

    public void Run()
    {
        Kept = [.. status.Volumes.Where(IsNeeded)];
        RemoveNamed(CollectionNames.Volumes, [.. status.Volumes.Except(Kept, StringComparer.Ordinal)]);
        RemoveNamed(CollectionNames.ImagePullSecrets, status.ImagePullSecrets);
        foreach (var (name, amount) in status.Raised)
        {
            RestoreResource(name, amount);
        }

        RestoreGracePeriod();
    }

    private void RemoveNamed(string member, ImmutableArray<string> names)
    {
        if (edit.RemoveItems(spec, "/spec", member, item => item.Member("name").AsText() is { } name && names.Contains(name)) > 0)
        {
            edit.Tidy(spec, "/spec", member, member);
        }
    }

    private bool IsNeeded(string volume)
    {
        string[] members = [CollectionNames.InitContainers, CollectionNames.Containers, "ephemeralContainers"];
        foreach (var container in members.SelectMany(member => spec[member] as JsonArray ?? []))
        {
            var mounts = container.Member("volumeMounts") as JsonArray ?? [];
            if (mounts.Any(mount => mount.Member("name").AsText() == volume))
            {
                _warnings.Add($"volume {volume} stays: container {container.Member("name").AsText()}, which is not on record, mounts it");
                return true;
            }
        }

        return false;
    }

    private void RestoreGracePeriod()
    {
        if (status.GracePeriod is not { } period || !spec.ContainsKey(GracePeriod))
        {
            return;
        }

        if (spec[GracePeriod].AsInteger() != period.Seconds)
        {
            _warnings.Add($"{GracePeriod} stays as it is: somebody has changed it since");
        }
        else if (period.Before is { } before)
        {
            edit.Replace(spec, "/spec", GracePeriod, JsonNode.Parse(before, documentOptions: ReceivedJson.Strict));
        }
        else
        {
            edit.RemoveMember(spec, "/spec", GracePeriod);
        }
    }

    private void RestoreResource(string name, string amount)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || spec["resources"] is not JsonObject resources || resources[name[..dot]] is not JsonObject section || !section.ContainsKey(name[(dot + 1)..]))
        {
            return;
        }

        if (amount.Length > 0)
        {
            edit.Replace(section, $"/spec/resources/{name[..dot]}", name[(dot + 1)..], JsonNode.Parse(amount, documentOptions: ReceivedJson.Strict));
        }
        else
        {
            edit.RemoveMember(section, $"/spec/resources/{name[..dot]}", name[(dot + 1)..]);
            edit.Tidy(resources, "/spec/resources", name[..dot], CollectionNames.Resources(name[..dot]));
        }
    }
}
