using Injector.Core.Planning.Containers;
using Injector.Core.Planning.Editions;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Status;

namespace Injector.Core.Decisions;

/// <summary>
/// Determines without a plan whether a pod was injected with what it requests, for a pod whose values an earlier release accepted and today's rules reject.
/// Like a pod of another edition (decision 0040), it is recognised by its record and by images that some edition may have brought.
/// </summary>
internal static class RecordedInjection
{
    /// <summary>
    /// Whether the record names every known requested profile and a container of each that brings any, and no containers or volumes that the pod lacks.
    /// </summary>
    public static bool IsComplete(DecisionContext context)
    {
        var status = context.Status;
        if (context.Bindings.IsEmpty || !context.Bindings.All(binding => status.Hash(binding.Profile.Name) is not null))
        {
            return false;
        }

        // A container with image auto is still waiting to be merged.
        var containers = context.Pod.AllContainers().Where(container => !container.Image.Is("auto"u8)).Select(container => container.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        var volumes = context.Pod.Volumes.Items.Select(volume => volume.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        return status.InitContainers.All(containers.Contains)
            && status.Containers.All(containers.Contains)
            && status.Volumes.All(volumes.Contains)
            && context.Bindings.All(binding => IsNamed(binding.Profile, status))
            && (RecordedImages.Agree(context.Pod, status) || ArePlausible(context));
    }

    private static bool ArePlausible(DecisionContext context)
    {
        var owners = new Dictionary<string, SidecarProfile>(StringComparer.Ordinal);
        foreach (var profile in context.Bindings.Select(static binding => binding.Profile))
        {
            foreach (var name in profile.InitContainers.Concat(profile.Sidecars).Select(static container => container.Name))
            {
                owners.TryAdd(name, profile);
                foreach (var renamed in profile.OnConflict is NameConflictHandling.Rename ? RenamedContainers.Of(name) : [])
                {
                    owners.TryAdd(renamed, profile);
                }
            }
        }

        return context.Pod.AllContainers().All(container => container.Name.ToString() is var name
            && (!context.Status.Names(name) || !owners.TryGetValue(name, out var owner) || KnownImages.LeavesOpen(owner) || KnownImages.Know(owner, container.Image)
                || (KnownImages.TakeTheApplications(owner) && IsTheApplications(context, container))));
    }

    private static bool IsTheApplications(DecisionContext context, ContainerView container) =>
        context.Application is { } application && ImageReference.HaveSameName(application.Image, container.Image);

    private static bool IsNamed(SidecarProfile profile, InjectionStatus status)
    {
        var brought = profile.InitContainers.Concat(profile.Sidecars).Select(container => container.Name).ToArray();
        return brought.Length == 0 || Array.Exists(brought, name => status.Names(name) || IsRenamed(profile, name, status));
    }

    private static bool IsRenamed(SidecarProfile profile, string name, InjectionStatus status) =>
        profile.OnConflict is NameConflictHandling.Rename && RenamedContainers.Of(name).Any(status.Names);
}
