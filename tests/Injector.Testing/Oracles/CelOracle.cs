using System.Text.Json.Nodes;

namespace Injector.Testing.Oracles;

/// <summary>
/// Evaluates expressions in CEL. It binds what it is given and adds none of the functions that only Kubernetes has; types are those
/// of the values, as the API server has them for webhooks, and are not checked beforehand against a schema.
/// </summary>
public static class CelOracle
{
    /// <summary>Evaluates expressions that all see the same values.</summary>
    /// <param name="bindings">Value of each name, such as <c>object</c> or <c>self</c>.</param>
    /// <param name="expressions">The expressions.</param>
    public static async Task<IReadOnlyList<CelAnswer>> EvaluateAsync(JsonObject bindings, params string[] expressions) =>
        (await EvaluateAsync([bindings], [], expressions))[0];

    /// <summary>Evaluates expressions, each with each set of values.</summary>
    /// <param name="bindings">Sets of values by name.</param>
    /// <param name="variables">Maps with <c>name</c> and <c>expression</c>, as in a ValidatingAdmissionPolicy.</param>
    /// <param name="expressions">The expressions.</param>
    /// <returns>For each set, the answer to each expression.</returns>
    /// <exception cref="InvalidOperationException">A variable has no value.</exception>
    public static async Task<IReadOnlyList<IReadOnlyList<CelAnswer>>> EvaluateAsync(
        IEnumerable<JsonObject> bindings, JsonArray variables, IEnumerable<string> expressions)
    {
        string[] asked = [.. expressions];
        var answers = await NodeOracles.QueryAsync("cel.mjs", [.. bindings.Select(JsonNode (set) => Question(set, variables, asked))]);
        return [.. answers.Select(IReadOnlyList<CelAnswer> (set) =>
            [.. set!.AsArray().Select(answer => new CelAnswer(answer!["value"], (string?)answer["error"]))])];
    }

    private static JsonObject Question(JsonObject bindings, JsonArray variables, string[] expressions) => new()
    {
        ["bindings"] = bindings.DeepClone(),
        ["variables"] = variables.DeepClone(),
        ["expressions"] = new JsonArray([.. expressions.Select(expression => (JsonNode)expression)]),
    };
}
