using System.Text.Json.Nodes;

namespace Injector.Testing.Oracles;

/// <summary>
/// Holds objects strictly to the schemas that Kubernetes, cert-manager and the Prometheus operator publish: unknown fields, wrong types,
/// missing fields, values that are not among those allowed, kinds that do not exist.
/// </summary>
public static class SchemaOracle
{
    /// <summary>
    /// What these schemas cannot judge, because the package lost its fields called <c>description</c> and <c>x-kubernetes-*</c>. Every API
    /// server from 1.16 on knows it.
    /// </summary>
    public const string Exception = "CustomResourceDefinition";

    /// <summary>What is wrong with each object; nothing where it is as it should be.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> ProblemsAsync(IEnumerable<JsonNode> objects)
    {
        var answers = await NodeOracles.QueryAsync("schemas.mjs", [.. objects.Select(JsonNode (item) => item.DeepClone())]);
        return [.. answers.Select(IReadOnlyList<string> (problems) => [.. problems!.AsArray().Select(problem => (string)problem!)])];
    }
}
