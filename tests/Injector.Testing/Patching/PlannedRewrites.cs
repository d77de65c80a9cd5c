using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Core.Plans;

namespace Injector.Testing.Patching;

/// <summary>Carries out, on a pod, those changes of a plan that are no additions, so that the rest can be held to be additions only.</summary>
public static class PlannedRewrites
{
    /// <summary>A copy of the pod with the rewritten fields; each must have had the value that the plan says.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="plan">The plan; <see langword="null"/> for none.</param>
    public static JsonNode Apply(JsonNode pod, InjectionPlan? plan)
    {
        var copy = pod.DeepClone();
        foreach (var rewrites in plan?.Rewrites ?? [])
        {
            foreach (var edit in rewrites.Edits)
            {
                Apply(copy["spec"]!["containers"]![rewrites.Container.Index]!, edit);
            }
        }

        foreach (var additions in plan?.Application ?? [])
        {
            var container = copy["spec"]![additions.Container.IsInit ? "initContainers" : "containers"]![additions.Container.Index]!;
            foreach (var variable in additions.Appended)
            {
                Apply(container["env"]![variable.Index]!.AsObject(), variable);
            }
        }

        if (plan?.GracePeriod is { } period)
        {
            Expect("terminationGracePeriodSeconds", copy["spec"]!.AsObject(), period.Before);
            copy["spec"]!["terminationGracePeriodSeconds"] = period.Seconds;
        }

        return copy;
    }

    private static void Apply(JsonObject entry, AppendedVariable variable)
    {
        Expect("value", entry, variable.Value);
        if (variable.ValueFrom is not null)
        {
            Expect("valueFrom", entry, variable.ValueFrom);
            entry.Remove("valueFrom");
        }

        entry["value"] = variable.After;
    }

    private static void Expect(string member, JsonObject parent, string? planned)
    {
        var before = parent.TryGetPropertyValue(member, out var value) ? value?.ToJsonString() ?? "null" : null;
        if (!Same(before, planned))
        {
            throw new InvalidOperationException($"{member} is {before ?? "absent"}, and the plan says {planned ?? "absent"}");
        }
    }

    private static void Apply(JsonNode container, FieldEdit edit)
    {
        var steps = edit.Path.Split('/');
        var parent = steps[..^1].Aggregate(container, Child).AsObject();
        var before = parent.TryGetPropertyValue(steps[^1], out var value) ? value?.ToJsonString() ?? "null" : null;
        if (!Same(before, edit.Before))
        {
            throw new InvalidOperationException($"{edit.Path} is {before ?? "absent"}, and the plan says {edit.Before ?? "absent"}");
        }

        if (edit.After is { } after)
        {
            parent[steps[^1]] = JsonNode.Parse(after);
        }
        else
        {
            parent.Remove(steps[^1]);
        }
    }

    private static JsonNode Child(JsonNode node, string step) =>
        node is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!;

    private static bool Same(string? left, string? right) =>
        left is null || right is null ? left == right : JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));
}
