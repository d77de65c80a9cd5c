using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Manifests.Documents;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>Finds Injector's annotations on a workload itself, where they have no effect.</summary>
internal static class MisplacedAnnotations
{
    /// <summary>Their keys in ordinal order.</summary>
    public static ImmutableArray<string> On(ManifestObject workload, InjectionSnapshot snapshot)
    {
        var keys = snapshot.Settings.Keys;
        var annotations = (workload.Metadata?["annotations"] as MappingNode)?.Entries ?? [];
        return
        [
            .. annotations.Select(entry => entry.Key.JsonText)
                .Where(key => IsRequesting(key, keys))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether an annotation is one with which pods request sidecars.</summary>
    public static bool IsRequesting(string key, AnnotationKeys keys) =>
        key == keys.Inject || key == keys.Containers || key == keys.SidecarMode || key == keys.FixedUsers || key == keys.Resources || IsParameter(key, keys);

    private static bool IsParameter(string key, AnnotationKeys keys) =>
        key.Contains(keys.ParameterInfix, StringComparison.Ordinal) && !key.StartsWith(keys.FilePrefix, StringComparison.Ordinal);
}
