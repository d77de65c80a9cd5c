using System.Text.Json.Nodes;
using Injector.Testing.Oracles;

namespace Injector.EndToEnd.Tests.Conditions;

/// <summary>The chart's ValidatingAdmissionPolicy, evaluated as an API server does: conditions first, then the validation.</summary>
internal static class AdmissionPolicy
{
    /// <summary>Why each pod is refused; <see langword="null"/> where it is admitted.</summary>
    internal static async Task<IReadOnlyList<string?>> RefusalsAsync(IEnumerable<(JsonNode Pod, JsonNode? Namespace)> pods, params string[] arguments)
    {
        var spec = (await RenderedConditions.PolicyAsync(arguments))["spec"]!;
        var conditions = spec["matchConditions"]!.AsArray().Select(condition => (string)condition!["expression"]!).ToArray();
        var validation = spec["validations"]!.AsArray().Single()!;

        var answers = await CelOracle.EvaluateAsync(
            pods.Select(entry => RenderedConditions.Bindings(entry.Pod, entry.Namespace)),
            spec["variables"]!.AsArray(),
            [.. conditions, (string)validation["expression"]!, (string)validation["messageExpression"]!]);

        return [.. answers.Select(answer =>
            answer.Take(conditions.Length).All(condition => condition.IsTrue) && !answer[^2].IsTrue ? answer[^1].Text : null)];
    }
}
