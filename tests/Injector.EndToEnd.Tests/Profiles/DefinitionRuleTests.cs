using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Profiles;

/// <summary>The CEL rules of the definition, evaluated by an API server. No webhook of ours stands behind it.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class DefinitionRuleTests(ControlPlaneFixture fixture)
{
    private static readonly (string Name, string Fields, string? Refusal)[] Cases =
    [
        (new string('a', 63), "", null),
        (new string('a', 64), "", "up to 63 lower-case letters"),
        ("a.b", "", "up to 63 lower-case letters"),
        ("configuration", "", null),
        ("config", "", "has a meaning of its own in annotations"),
        ("true", "", "has a meaning of its own in annotations"),
        ("own", ""","overrides":["image"],"allowedImages":["example/*"]""", null),
        ("own", ""","overrides":["image"]""", "go together: state both or neither"),
        ("own", ""","allowedImages":["example/*"]""", "go together: state both or neither"),
    ];

    [ControlPlaneFact("1.25")]
    public async Task An_API_server_refuses_by_the_rules_of_the_definition_and_says_why()
    {
        await ProfileDefinition.InstallAsync(fixture.Client);
        var collection = $"/apis/injector.io/v1alpha1/namespaces/{await fixture.NewNamespaceAsync()}/sidecarprofiles";
        foreach (var (name, fields, refusal) in Cases)
        {
            var answer = await fixture.Client.CreateAsync(collection, Profile(name, fields), dryRun: true);

            answer.IsSuccess.ShouldBe(refusal is null, $"{name}{fields}: {answer.Text}");
            answer.Message.ShouldContain(refusal ?? "");
        }
    }

    private static JsonObject Profile(string name, string fields) => new()
    {
        ["apiVersion"] = "injector.io/v1alpha1",
        ["kind"] = "SidecarProfile",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = JsonNode.Parse("""{"description":"d","sidecars":[{"container":{"name":"helper","image":"example/helper:1"}}]""" + fields + "}"),
    };
}
