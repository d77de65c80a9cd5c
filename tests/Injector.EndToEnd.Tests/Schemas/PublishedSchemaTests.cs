using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.EndToEnd.Tests.Charts;
using Injector.Testing.ControlPlane;
using Injector.Testing.Documents;
using Injector.Testing.Golden;
using Injector.Testing.Oracles;
using Injector.Testing.Patching;

namespace Injector.EndToEnd.Tests.Schemas;

/// <summary>Holds what is deployed, and injected pods, strictly to the published schemas: also kinds and fields that the test's API server is too old for.</summary>
public sealed class PublishedSchemaTests
{
    private const string Everything =
        "networkPolicy.enabled=true,metrics.prometheusRule.enabled=true,metrics.dashboard.enabled=true,autoscaling.enabled=true,validatingPolicy.enabled=true";

    // Of the definition of SidecarProfile and profiles, the API server of the tests and the reader judge.
    private static readonly string[] EvaluatedElsewhere = [SchemaOracle.Exception, "SidecarProfile"];

    public static TheoryData<string> Presets => [.. ChartTool.PresetNames()];

    public static TheoryData<string> Folders => ["base", .. Directory.GetDirectories(Path.Combine(Testing.RepositoryRoot.Path, "deploy", "overlays"))
        .Select(folder => $"overlays/{Path.GetFileName(folder)}").Order(StringComparer.Ordinal)];

    [OracleTheory]
    [MemberData(nameof(Presets))]
    public async Task Every_object_of_every_preset_is_as_published(string preset) =>
        await ShouldBeAsPublishedAsync(await ChartTool.TemplateAsync("--kube-version", "v1.33.0", "--values", ChartTool.Preset(preset)));

    [OracleTheory]
    [InlineData("metrics.serviceMonitor.enabled=true", "ServiceMonitor")]
    [InlineData("metrics.podMonitor.enabled=true,certificates.mode=certManager", "PodMonitor")]
    public async Task Every_object_there_is_is_as_published(string values, string monitor)
    {
        var kinds = await ShouldBeAsPublishedAsync(await ChartTool.TemplateAsync(
            "--kube-version", "v1.33.0", "--set", Everything, "--set", values));

        string[] tooNew =
        [
            "HorizontalPodAutoscaler", "MutatingWebhookConfiguration", "NetworkPolicy", "PodDisruptionBudget", "PrometheusRule", monitor,
            "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration",
        ];
        tooNew.ShouldBeSubsetOf(kinds);
    }

    [OracleTheory]
    [MemberData(nameof(Folders))]
    public async Task Every_object_of_the_base_and_of_every_overlay_is_as_published(string folder) =>
        await ShouldBeAsPublishedAsync(await ChartTool.KustomizeAsync(folder));

    [OracleFact]
    public async Task Injected_pods_are_as_published()
    {
        var injected = GoldenCases.Names.Select(row => GoldenCase.Load((string)row[0])).Where(golden => golden.IsForApiServer)
            .Select<GoldenCase, (string Name, JsonNode? Pod)>(golden => (golden.Name, Injected(golden))).Where(entry => entry.Pod is not null).ToArray();

        var problems = await SchemaOracle.ProblemsAsync(injected.Select(entry => entry.Pod!));

        injected.Length.ShouldBeGreaterThan(20);
        injected.Count(entry => entry.Pod!["spec"]!["initContainers"] is JsonArray list && list.Any(container => (string?)container!["restartPolicy"] == "Always"))
            .ShouldBeGreaterThan(10, "native sidecars");
        foreach (var (entry, found) in injected.Zip(problems))
        {
            found.ShouldBeEmpty(entry.Name);
        }
    }

    private static async Task<IReadOnlyList<string>> ShouldBeAsPublishedAsync(Kubectl.Outcome rendered)
    {
        rendered.ExitCode.ShouldBe(0, rendered.Errors);
        var objects = YamlToJson.All(rendered.Output).OfType<JsonObject>().Where(item => !EvaluatedElsewhere.Contains((string)item["kind"]!)).ToArray();

        var problems = await SchemaOracle.ProblemsAsync(objects);

        objects.Length.ShouldBeGreaterThan(7);
        foreach (var (item, found) in objects.Zip(problems))
        {
            found.ShouldBeEmpty($"{item["kind"]}/{item["metadata"]!["name"]}");
        }

        return [.. objects.Select(item => (string)item["kind"]!).Distinct()];
    }

    private static JsonNode? Injected(GoldenCase golden)
    {
        var result = golden.Inject(golden.Pod);
        return result.Decision is InjectionDecision.Inject
            ? JsonPatchApplier.Apply(golden.Pod, JsonNode.Parse(result.Patch.Span)!.AsArray())
            : null;
    }
}
