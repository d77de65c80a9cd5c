using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Core.Status;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// Ties a record to what runs: a digest of the images of all containers on record, by the last part of their path, so that a mirror, a tag and a digest in
/// place of a tag change nothing. With it a pod of a profile that has moved to another repository since is still one that the profile made.
/// </summary>
internal static class RecordedImages
{
    /// <summary>Whether the containers on record that are in the pod run the images of which the record speaks.</summary>
    public static bool Agree(PodView pod, InjectionStatus status)
    {
        if (status.Images.Length == 0)
        {
            return false;
        }

        var sum = 0u;
        foreach (var container in pod.AllContainers())
        {
            if (status.Names(container.Name.ToString()))
            {
                sum = unchecked(sum + Of(container));
            }
        }

        return StableHash.Text(sum) == status.Images;
    }

    /// <summary>The digest once a plan is carried out; empty where no container is on record then.</summary>
    public static string After(InjectionStatus before, InjectionPlan plan, PodView pod)
    {
        if (plan.InitContainers.IsEmpty && plan.Containers.IsEmpty)
        {
            return before.Images;
        }

        var sum = 0u;
        foreach (var container in plan.InitContainers)
        {
            sum = unchecked(sum + Of(container.View));
        }

        foreach (var container in plan.Containers)
        {
            sum = unchecked(sum + Of(container.View));
        }

        if (before.InitContainers.IsEmpty && before.Containers.IsEmpty)
        {
            return StableHash.Text(sum);
        }

        foreach (var container in pod.AllContainers())
        {
            // One that is added under this name takes the place of a partial one.
            if (before.Names(container.Name.ToString()) && !container.Image.Is("auto"u8))
            {
                sum = unchecked(sum + Of(container));
            }
        }

        return StableHash.Text(sum);
    }

    private static uint Of(ContainerView container)
    {
        var hash = new StableHash();
        hash.Add(container.Name.Bytes.Span);
        hash.Add(container.Name.Bytes.Length);
        hash.Add(ImageReference.Name(container.Image));
        return hash.Value;
    }
}
