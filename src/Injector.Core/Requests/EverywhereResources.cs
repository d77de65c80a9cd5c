using System.Collections.Immutable;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Settings;

namespace Injector.Core.Requests;

/// <summary>Reads the resources that hold for every injected container: the settings', the namespace's, the pod's, each amount for itself.</summary>
internal static class EverywhereResources
{
    /// <summary>The amounts, each section and name once; what cannot be understood is left out and said in <paramref name="errors"/>.</summary>
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
