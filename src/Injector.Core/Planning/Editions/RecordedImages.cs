using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Core.Status;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// Ties a record to what runs: a digest over the images of all containers on record, by the last part of their path, so that a mirror, another tag, or a digest
/// instead of a tag changes nothing. It keeps a pod recognisable as the profile's work even if the profile has since moved to another repository.
/// </summary>
internal static class RecordedImages
{
    /// <summary>Whether the pod's containers on record run the images that the record describes.</summary>
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

    /// <summary>The digest after a plan has been applied; empty if no container is on record then.</summary>
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
            // A container added under this name replaces a partial one.
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
