using System.Collections.Immutable;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Settings;

namespace Injector.Core.Requests;

/// <summary>Reads the resources for every injected container, each amount separately: from the settings, the namespace and the pod.</summary>
internal static class EverywhereResources
{
    /// <summary>The amounts, each section and name once; invalid ones are omitted and reported in <paramref name="errors"/>.</summary>
    public static ImmutableArray<ContainerResource> Read(AnnotationSource annotations, InjectorSettings settings, out ImmutableArray<string> errors)
    {
        var key = settings.Keys.Resources;
        var resources = settings.SidecarResources;
        errors = [];
        foreach (var origin in (ReadOnlySpan<ParameterOrigin>)[ParameterOrigin.Namespace, ParameterOrigin.Pod])
        {
            if (annotations.Find(key, origin) is not { } text)
            {
                continue;
            }

            if (ResourceList.Read(text, out var read) is { } wrong)
            {
                errors = errors.Add($"{annotations.Describe(key, origin)}: {wrong}");
            }

            resources = ResourceList.Merge(resources, read);
        }

        return resources;
    }
}
