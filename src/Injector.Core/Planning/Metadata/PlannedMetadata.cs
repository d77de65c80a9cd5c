using System.Collections.Immutable;

namespace Injector.Core.Planning.Metadata;

/// <summary>What a plan adds to the metadata of a pod, but for the record of it.</summary>
/// <param name="Annotations">Annotations, in ordinal order of their keys.</param>
/// <param name="Labels">Labels, likewise.</param>
/// <param name="SafeToEvict">Volumes that are appended to the list of those that do not keep the cluster autoscaler from removing a node.</param>
internal readonly record struct PlannedMetadata(
    ImmutableArray<KeyValuePair<string, string>> Annotations, ImmutableArray<KeyValuePair<string, string>> Labels, ImmutableArray<string> SafeToEvict)
{
    public bool IsEmpty => Annotations.IsEmpty && Labels.IsEmpty;
}
