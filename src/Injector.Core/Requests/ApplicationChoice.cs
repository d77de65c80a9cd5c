using System.Collections.Immutable;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Status;

namespace Injector.Core.Requests;

/// <summary>
/// Chooses the application container, for profiles that need exactly one: a named one, else kubectl's default container, else the first that is not known as
/// another product's sidecar, else the first.
/// </summary>
internal static class ApplicationChoice
{
    /// <summary>The container; <see langword="null"/> when the pod has none.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="named">Names from annotations, the most important first; <see langword="null"/> when there are none.</param>
    /// <param name="status">What earlier passes added.</param>
    /// <param name="foreignSidecars">Names of other products' sidecars in addition to the well-known ones.</param>
    public static ContainerView? Choose(PodView pod, IReadOnlyList<string>? named, InjectionStatus status, ImmutableArray<string> foreignSidecars)
    {
        var preferred = pod.Annotations.TryGet(WellKnownAnnotations.DefaultContainer, out var annotation) ? Find(pod, annotation.ToString(), status) : null;
        if (named is not null)
        {
            if (preferred is not null && named.Contains(preferred.Name.ToString(), StringComparer.Ordinal))
            {
                return preferred;
            }

            foreach (var name in named)
            {
                if (Find(pod, name, status) is { } container)
                {
                    return container;
                }
            }
        }

        return preferred ?? First(pod, status, foreignSidecars);
    }

    private static ContainerView? First(PodView pod, InjectionStatus status, ImmutableArray<string> foreignSidecars)
    {
        ContainerView? first = null;
        foreach (var container in pod.Containers.Items)
        {
            if (!IsApplication(container, status))
            {
                continue;
            }

            if (!ForeignSidecars.Contains(container, foreignSidecars))
            {
                return container;
            }

            first ??= container;
        }

        return first;
    }

    private static ContainerView? Find(PodView pod, string name, InjectionStatus status)
    {
        foreach (var container in pod.Containers.Items)
        {
            if (container.Name.Is(name))
            {
                return IsApplication(container, status) ? container : null;
            }
        }

        return null;
    }

    // A container with image auto is waiting for an injector to complete it, ours or another.
    private static bool IsApplication(ContainerView container, InjectionStatus status) => !container.Image.Is("auto"u8) && !status.Names(container.Name.ToString());
}
