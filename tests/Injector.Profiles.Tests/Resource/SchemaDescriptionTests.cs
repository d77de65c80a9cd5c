using System.Text.Json.Nodes;
using Injector.Testing;
using Injector.Testing.Documents;

namespace Injector.Profiles.Tests.Resource;

/// <summary>What <c>kubectl explain</c> says of a profile.</summary>
public sealed class SchemaDescriptionTests
{
    private static readonly string Definition = Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml");

    [Fact]
    public void Every_field_is_described()
    {
        var definition = YamlToJson.Single(File.ReadAllText(Definition))!;

        // The API server describes metadata itself and takes no other description.
        definition["spec"]!["versions"]!.AsArray().SelectMany(version => Undescribed("", version!["schema"]!["openAPIV3Schema"]!.AsObject()))
            .ShouldBe(["/metadata"]);
    }

    [Fact]
    public void The_chart_ships_the_same_bytes() =>
        File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "charts", "injector", "files", "sidecarprofiles.yaml")).ShouldBe(File.ReadAllBytes(Definition));

    private static IEnumerable<string> Undescribed(string path, JsonObject schema) =>
    [
        .. (schema["properties"] as JsonObject ?? []).SelectMany(property => (IEnumerable<string>)
        [
            .. property.Value!["description"] is JsonValue ? Array.Empty<string>() : [$"{path}/{property.Key}"],
            .. Undescribed($"{path}/{property.Key}", property.Value!.AsObject()),
        ]),
        .. schema["items"] is JsonObject item ? Undescribed($"{path}/*", item) : [],
    ];
}
