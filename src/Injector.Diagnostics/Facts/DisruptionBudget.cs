using System.Text.Json.Nodes;

namespace Injector.Diagnostics.Facts;

/// <summary>A PodDisruptionBudget of Injector's own namespace.</summary>
internal sealed record DisruptionBudget(string Name, LabelSelector Selector)
{
    public static DisruptionBudget Read(JsonObject budget) =>
        new(budget.TextAt("metadata", "name"), new LabelSelector(budget.At("spec", "selector")?.DeepClone()));
}
