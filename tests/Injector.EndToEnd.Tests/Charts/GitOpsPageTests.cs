using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.EndToEnd.Tests.Manifests;
using Injector.Testing;
using Injector.Testing.ControlPlane;
using Injector.Testing.Documents;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>The examples of the page on GitOps are what the chart takes, and what they render can be applied again and again.</summary>
[Collection(InstalledCharts.Name)]
public sealed partial class GitOpsPageTests(ControlPlaneFixture fixture)
{
    private static IReadOnlyList<JsonObject> Examples { get; } =
    [
        .. Fence().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy", "gitops.md"))).Select(block => YamlToJson.Single(block.Groups[1].Value)!.AsObject()),
    ];

    [ControlPlaneTheory]
    [InlineData("Application")]
    [InlineData("HelmRelease")]
    public async Task The_values_of_an_example_render_and_are_applied_twice_by_a_foreign_manager(string kind)
    {
        var values = Path.Combine(Directory.CreateTempSubdirectory("injector-gitops-").FullName, "values.json");
        await File.WriteAllTextAsync(values, Values(Example(kind)).ToJsonString());
        var rendered = await ChartTool.TemplateAsync("--values", values);
        rendered.ExitCode.ShouldBe(0, rendered.Errors);
        var text = ForServer.Adapt(fixture.ControlPlane.ServerVersion, rendered.Output);
        await Kubectl.RunAsync(fixture.ControlPlane, ["create", "namespace", HelmRelease.Namespace]);
        await using var release = new HelmRelease(fixture.ControlPlane);

        await ApplyAsync(text);
        await release.OpenAsync();
        await ApplyAsync(text);

        var entry = (await release.GetAsync(HelmRelease.MutatingPath))["webhooks"]![0]!;
        entry["rules"].ShouldNotBeNull();
        entry["clientConfig"]!["caBundle"].ShouldNotBeNull();
        (await Kubectl.RunAsync(fixture.ControlPlane, ["delete", "-f", "-"], text)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void The_folder_that_Flux_builds_is_there() =>
        Directory.Exists(Path.Combine(RepositoryRoot.Path, (string)Examples.Single(example => (string?)example["spec"]?["targetNamespace"] is not null)["spec"]!["path"]!)).ShouldBeTrue();

    [Fact]
    public void The_fields_to_ignore_are_those_that_the_server_writes() =>
        Examples.Single(example => example.ContainsKey("ignoreDifferences"))["ignoreDifferences"]!.AsArray()
            .ShouldAllBe(rule => rule!["jqPathExpressions"]!.ToJsonString() == """[".webhooks[].clientConfig.caBundle",".webhooks[].rules"]""");

    private static JsonObject Example(string kind) => Examples.Single(example => (string?)example["kind"] == kind);

    private static JsonNode Values(JsonObject example) => example["spec"]!["values"] ?? example["spec"]!["source"]!["helm"]!["valuesObject"]!;

    private async Task ApplyAsync(string text)
    {
        var outcome = await Kubectl.RunAsync(fixture.ControlPlane, ["apply", "--server-side", "--field-manager=gitops", "--force-conflicts", "-f", "-"], text);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
    }

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
