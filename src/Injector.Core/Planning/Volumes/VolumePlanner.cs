using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Volumes;

/// <summary>Collects the volumes of all profiles: one volume for equal definitions, a conflict for different ones.</summary>
internal sealed class VolumePlanner(PodView pod, string workloadKind, VolumeSources sources, MessageList conflicts)
{
    private readonly Dictionary<string, PlannedVolume> _planned = new(StringComparer.Ordinal);
    private HashSet<string>? _names;
    private readonly ImmutableArray<PlannedVolume>.Builder _added = ImmutableArray.CreateBuilder<PlannedVolume>();

    /// <summary>Names of the disk-backed emptyDirs that profiles bring, existing or not, in order.</summary>
    public List<string> DiskEmptyDirs { get; } = [];

    public ImmutableArray<PlannedVolume> Added => _added.ToImmutable();

    public void Plan(ProfileDraft draft)
    {
        foreach (var volume in draft.Prepared.Volumes)
        {
            Plan(draft, volume);
        }
    }

    /// <summary>Checks that every volume the added containers mount will exist.</summary>
    public void CheckMounts(ProfileDraft draft)
    {
        foreach (var container in draft.Missing())
        {
            ContainerMounts.Check(draft, container, sources, conflicts);
            foreach (var mount in container.View.Mounts.Items)
            {
                var name = mount.Volume.ToString();
                if (!_planned.ContainsKey(name) && !IsInPod(name) && !IsOfClaimTemplate(name))
                {
                    conflicts.Add($"container {container.Name} of profile {draft.Name} mounts volume {name}, which the pod does not have; "
                        + $"it has {(pod.Volumes.Items.IsEmpty ? "none" : MessageText.Names([.. pod.Volumes.Items.Select(volume => volume.Name.ToString())]))}");
                }
            }
        }
    }

    // Containers that copy the application's mounts have as many as it does.
    private bool IsInPod(string name) => (_names ??= pod.Volumes.Items.Select(volume => volume.Name.ToString()).ToHashSet(StringComparer.Ordinal)).Contains(name);

    // A StatefulSet's pod template mounts volumes of claim templates, which the controller adds to each pod.
    private bool IsOfClaimTemplate(string name) =>
        workloadKind == "StatefulSet" && pod.AllContainers().Any(container => container.Mounts.Items.Any(mount => mount.Volume.Is(name)));

    private void Plan(ProfileDraft draft, PreparedVolume volume)
    {
        if (volume.IsDiskEmptyDir && !DiskEmptyDirs.Contains(volume.Name))
        {
            DiskEmptyDirs.Add(volume.Name);
        }

        if (_planned.TryGetValue(volume.Name, out var planned))
        {
            if (!VolumeDefinition.Matches(volume.Json, planned.Json))
            {
                conflicts.Add($"profiles {planned.Profile} and {draft.Name} both bring volume {volume.LocalName}, but define it differently; "
                    + $"give it another name in one of them");
            }

            return;
        }

        var addition = new PlannedVolume(draft.Name, volume.Name, volume.Json);
        _planned.Add(volume.Name, addition);
        foreach (var existing in pod.Volumes.Items)
        {
            if (existing.Name.Is(volume.Name))
            {
                RequireEqual(draft, volume, existing);
                return;
            }
        }

        conflicts.AddRange(volume.Errors);
        _added.Add(addition);
    }

    private void RequireEqual(ProfileDraft draft, PreparedVolume volume, VolumeView existing)
    {
        // Once all containers are there, the volume belongs to them, even if the profile has changed since.
        if (draft.AddsContainers && !VolumeDefinition.Matches(volume.Json, existing.Json))
        {
            conflicts.Add($"profile {draft.Name} brings volume {volume.Name}, but the pod has a different volume of that name; rename the pod's volume");
        }
    }
}
