using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;
using Injector.Grammar.Workloads;

namespace Injector.Diagnostics.Facts;

/// <summary>An object with a pod template.</summary>
internal sealed record ClusterWorkload(
    string Kind,
    string Namespace,
    string Name,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations,
    ImmutableSortedDictionary<string, string> PodLabels,
    ImmutableSortedDictionary<string, string> PodAnnotations)
{
    /// <summary>The pod template, as UTF-8 JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Template { get; init; }

    /// <summary>Number of replicas; <see langword="null"/> when it is not stated.</summary>
    public int? Replicas { get; init; }

    /// <summary>Whether it is a finished Job, which creates no more pods.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Kind, namespace and name, for people.</summary>
    public string Title => $"{Kind} {Namespace}/{Name}";

    /// <summary>Path of the pod template's metadata, for people.</summary>
    public string TemplatePath => $"{string.Join('.', WorkloadKinds.TemplatePath(Kind))}.metadata";

    /// <summary>Reads an object; <see langword="null"/> when a controller owns it, because then the owner is examined.</summary>
    public static ClusterWorkload? Read(string kind, JsonObject workload)
    {
        if (workload.ObjectsAt("metadata", "ownerReferences").Any(owner => owner.TruthAt("controller") == true))
        {
            return null;
        }

        var template = workload.At(WorkloadKinds.TemplatePath(kind).AsSpan());
        return new ClusterWorkload(
            kind,
            workload.TextAt("metadata", "namespace"),
            workload.TextAt("metadata", "name"),
            workload.MapAt("metadata", "labels"),
            workload.MapAt("metadata", "annotations"),
            template.MapAt("metadata", "labels"),
            template.MapAt("metadata", "annotations"))
        {
            Template = template is null ? default : Encoding.UTF8.GetBytes(template.ToJsonString()),
            Replicas = workload.NumberAt("spec", "replicas"),
            IsFinished = kind == "Job" && workload.ObjectsAt("status", "conditions").Any(IsEnd),
        };
    }

    private static bool IsEnd(JsonObject condition) => condition.TextAt("type") is "Complete" or "Failed" && condition.TextAt("status") == "True";
}
