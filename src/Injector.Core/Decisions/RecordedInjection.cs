using Injector.Core.Plans.Containers;
using Injector.Core.Plans.Status;
using Injector.Core.Profiles;

namespace Injector.Core.Decisions;

/// <summary>
/// Tells that a pod was injected with what it asks for, without a plan: for a pod whose values an earlier release took, and today's rules refuse. It is
/// trusted as decision 0006 has it: the record counts for what is in the pod.
/// </summary>
internal static class RecordedInjection
{
    /// <summary>
    /// Whether the record names every known profile that is asked for, a container of each that brings any, and nothing but containers and volumes that are in
    /// the pod.
    /// </summary>
    public static bool IsComplete(DecisionContext context)
    {
        var status = context.Status;
        if (context.Bindings.IsEmpty || !context.Bindings.All(binding => status.Hash(binding.Profile.Name) is not null))
        {
            return false;
        }

        // A container with image auto waits for one that is to be merged with it.
        var containers = context.Pod.AllContainers().Where(container => !container.Image.Is("auto"u8)).Select(container => container.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        var volumes = context.Pod.Volumes.Items.Select(volume => volume.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        return status.InitContainers.All(containers.Contains)
            && status.Containers.All(containers.Contains)
            && status.Volumes.All(volumes.Contains)
            && context.Bindings.All(binding => IsNamed(binding.Profile, status));
    }

    private static bool IsNamed(SidecarProfile profile, InjectionStatus status)
    {
        var brought = profile.InitContainers.Concat(profile.Sidecars).Select(container => container.Name).ToArray();
        return brought.Length == 0 || Array.Exists(brought, name => status.Names(name) || IsRenamed(profile, name, status));
    }

    private static bool IsRenamed(SidecarProfile profile, string name, InjectionStatus status) =>
        profile.OnConflict is NameConflictPolicy.Rename && RenamedContainers.Of(name).Any(status.Names);
}
