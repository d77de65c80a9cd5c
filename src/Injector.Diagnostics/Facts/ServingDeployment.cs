using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A Deployment in Injector's own namespace.</summary>
internal sealed record ServingDeployment
{
    public required string Name { get; init; }

    public required int Wanted { get; init; }

    public required int Ready { get; init; }

    public required ImmutableSortedDictionary<string, string> PodLabels { get; init; }

    /// <summary>Secrets that its pods mount.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    /// <summary>ConfigMaps that its pods mount.</summary>
    public required ImmutableArray<string> ConfigMaps { get; init; }

    /// <summary>Ports of its containers: name, which may be empty, and number.</summary>
    public required ImmutableArray<(string Name, int Number)> Ports { get; init; }

    /// <summary>The Injector release that it runs, from the tag of its image, otherwise from its label; empty when it is unknown.</summary>
    public required string Release { get; init; }

    /// <summary>The Helm release that created it; <see langword="null"/> when there is none.</summary>
    public ChartRelease? Chart { get; init; }

    public static ServingDeployment Read(JsonObject deployment)
    {
        var volumes = deployment.ObjectsAt("spec", "template", "spec", "volumes").ToList();
        return new ServingDeployment
        {
            Name = deployment.TextAt("metadata", "name"),
            Wanted = deployment.NumberAt("spec", "replicas") ?? 1,
            Ready = deployment.NumberAt("status", "readyReplicas") ?? 0,
            PodLabels = deployment.MapAt("spec", "template", "metadata", "labels"),
            Secrets = Names(volumes, "secret", "secretName"),
            Ports =
            [
                .. deployment.ObjectsAt("spec", "template", "spec", "containers")
                    .SelectMany(container => container.ObjectsAt("ports"))
                    .Select(port => (port.TextAt("name"), port.NumberAt("containerPort") ?? 0)),
            ],
            ConfigMaps = Names(volumes, "configMap", "name"),
            Release = ReleaseOf(deployment),
            Chart = ChartRelease.Read(deployment),
        };
    }

    private static string ReleaseOf(JsonObject deployment)
    {
        var image = deployment.ObjectsAt("spec", "template", "spec", "containers").FirstOrDefault().TextAt("image").Split('@')[0];
        var tag = image[(image.LastIndexOf('/') + 1)..].Split(':')[^1].TrimStart('v');
        return tag.Length > 0 && char.IsAsciiDigit(tag[0]) ? tag : deployment.MapAt("metadata", "labels").GetValueOrDefault(ClusterLabels.Version, "");
    }

    private static ImmutableArray<string> Names(IEnumerable<JsonObject> volumes, string source, string member) =>
        [.. volumes.Select(volume => volume.TextAt(source, member)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
}

/// <summary>The Helm release that an object belongs to: Helm reverts changes made around it, or fails because of them.</summary>
/// <param name="Name">Name of the release; empty when the chart was rendered and applied by something else, such as a GitOps controller.</param>
/// <param name="Namespace">Namespace of the release.</param>
internal sealed record ChartRelease(string Name, string Namespace)
{
    /// <summary>The release, from the labels and annotations that Helm and the chart set on an object; <see langword="null"/> when there are none.</summary>
    public static ChartRelease? Read(JsonObject resource)
    {
        var annotations = resource.MapAt("metadata", "annotations");
        return annotations.TryGetValue("meta.helm.sh/release-name", out var name) ? new ChartRelease(name, annotations.GetValueOrDefault("meta.helm.sh/release-namespace", ""))
            : resource.MapAt("metadata", "labels").GetValueOrDefault("app.kubernetes.io/managed-by") == "Helm" ? new ChartRelease("", "")
            : null;
    }

    /// <summary>How to set a value of the chart.</summary>
    public string Set(string value) => Name.Length > 0
        ? $"helm upgrade {Name} CHART{(Namespace.Length > 0 ? $" --namespace {Namespace}" : "")} --reuse-values --set {value}"
        : $"Set {value} among the values of the chart, where they are kept.";
}

/// <summary>A PodDisruptionBudget in Injector's own namespace.</summary>
internal sealed record DisruptionBudget(string Name, LabelSelector Selector)
{
    public static DisruptionBudget Read(JsonObject budget) =>
        new(budget.TextAt("metadata", "name"), new LabelSelector(budget.At("spec", "selector")?.DeepClone()));
}
