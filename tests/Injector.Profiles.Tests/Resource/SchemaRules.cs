using System.Text.Json.Nodes;
using Injector.Testing;
using Injector.Testing.Documents;

namespace Injector.Profiles.Tests.Resource;

/// <summary>The CEL rules of the definition of SidecarProfile.</summary>
internal static class SchemaRules
{
    private static readonly string[] OfEach = ["items", "additionalProperties"];

    /// <summary>Each rule, with the field that it sees as <c>self</c>: <c>/spec</c>, or empty for the whole object, or <c>*</c> for each of a list or map.</summary>
    internal static IReadOnlyList<(string Scope, string Rule, JsonObject Entry)> All()
    {
        var definition = YamlToJson.Single(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml")))!;
        return [.. definition["spec"]!["versions"]!.AsArray().SelectMany(version => In("", version!["schema"]!["openAPIV3Schema"]!.AsObject()))];
    }

    private static IEnumerable<(string Scope, string Rule, JsonObject Entry)> In(string scope, JsonObject schema) =>
        (schema["x-kubernetes-validations"] as JsonArray ?? [])
            .Select(entry => (scope, (string)entry!["rule"]!, entry.AsObject()))
            .Concat((schema["properties"] as JsonObject ?? []).SelectMany(property => In($"{scope}/{property.Key}", property.Value!.AsObject())))
            .Concat(OfEach.SelectMany(each => schema[each] is JsonObject any ? In($"{scope}/*", any) : []));
}
