using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>The release of the chart that an object belongs to: what is changed beside Helm, Helm changes back, or trips over.</summary>
/// <param name="Name">Name of the release; empty when the chart was rendered and applied by something else, such as a GitOps controller.</param>
/// <param name="Namespace">Namespace of the release.</param>
internal sealed record ChartRelease(string Name, string Namespace)
{
    /// <summary>The release by the marks that Helm and the chart leave on an object; <see langword="null"/> when there are none.</summary>
    public static ChartRelease? Read(JsonObject resource)
    {
        var annotations = resource.MapAt("metadata", "annotations");
        return annotations.TryGetValue("meta.helm.sh/release-name", out var name) ? new ChartRelease(name, annotations.GetValueOrDefault("meta.helm.sh/release-namespace", ""))
            : resource.MapAt("metadata", "labels").GetValueOrDefault("app.kubernetes.io/managed-by") == "Helm" ? new ChartRelease("", "")
            : null;
    }

    /// <summary>How a value of the chart is set.</summary>
    public string Set(string value) => Name.Length > 0
        ? $"helm upgrade {Name} CHART{(Namespace.Length > 0 ? $" --namespace {Namespace}" : "")} --reuse-values --set {value}"
        : $"Set {value} among the values of the chart, where they are kept.";
}
