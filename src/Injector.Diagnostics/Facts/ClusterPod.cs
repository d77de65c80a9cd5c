using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A pod that has not terminated.</summary>
internal sealed record ClusterPod(
    string Namespace,
    string Name,
    string OwnerKind,
    string OwnerName,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations)
{
    /// <summary>Whether a kubelet created it from a file, so that it never went through admission.</summary>
    public bool IsMirror => Annotations.ContainsKey("kubernetes.io/config.mirror");

    public static ClusterPod Read(JsonObject pod)
    {
        var owner = pod.ObjectsAt("metadata", "ownerReferences").FirstOrDefault(reference => reference.TruthAt("controller") == true);
        return new ClusterPod(
            pod.TextAt("metadata", "namespace"),
            pod.TextAt("metadata", "name"),
            owner.TextAt("kind"),
            owner.TextAt("name"),
            pod.MapAt("metadata", "labels"),
            pod.MapAt("metadata", "annotations"));
    }
}
