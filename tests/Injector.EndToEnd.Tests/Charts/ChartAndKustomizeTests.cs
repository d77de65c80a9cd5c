using Injector.Testing;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

public sealed class ChartAndKustomizeTests
{
    // Helm makes the namespace with --create-namespace.
    private const string OfKustomizeOnly = "Namespace/injector-system";

    [ControlPlaneTheory]
    [InlineData("base")]
    [InlineData("overlays/dev", "--values", "dev")]
    [InlineData("overlays/ha", "--values", "ha")]
    [InlineData("overlays/cert-manager", "--values", "cert-manager")]
    [InlineData("overlays/older-servers", "--set", "webhook.matchConditions.enabled=false")]
    public async Task The_chart_and_kustomize_render_the_same_objects(string folder, params string[] arguments)
    {
        var chart = await ChartTool.TemplateUpgradeAsync(arguments is ["--values", var preset] ? ["--values", ChartTool.Preset(preset)] : arguments);
        var kustomize = await ChartTool.KustomizeAsync(folder);
        chart.ExitCode.ShouldBe(0, chart.Errors);
        kustomize.ExitCode.ShouldBe(0, kustomize.Errors);

        var ofChart = RenderedObjects.Of(chart.Output);
        var ofKustomize = RenderedObjects.Of(kustomize.Output);

        ofKustomize.Remove(OfKustomizeOnly).ShouldBeTrue();
        ofChart.Keys.ShouldBe(ofKustomize.Keys);
        foreach (var name in ofKustomize.Keys)
        {
            ofChart[name].ToJsonString().ShouldBe(ofKustomize[name].ToJsonString(), name);
        }
    }

    [ControlPlaneFact]
    public async Task An_overlay_with_another_namespace_and_a_prefix_leads_the_server_to_its_own_names()
    {
        var folder = Directory.CreateTempSubdirectory("injector-overlay-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "kustomization.yaml"),
            $"namespace: platform\nnamePrefix: acme-\nresources: [{Path.GetRelativePath(folder, Path.Combine(RepositoryRoot.Path, "deploy", "base"))}]\n");

        var outcome = await ChartTool.KustomizeAsync(folder);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldNotContain("injector-system");
        var objects = RenderedObjects.Of(outcome.Output);
        var variables = objects["Deployment/acme-injector"]["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        variables.Where(variable => variable!["value"] is not null).Select(variable => (string)variable!["value"]!).ShouldBe(["acme-injector", "acme-injector"]);
        objects["ClusterRole/acme-injector"]["rules"]!.AsArray().Last()!["resourceNames"]!.AsArray().Select(name => (string)name!).ShouldBe(["acme-injector"]);
        foreach (var entry in objects["MutatingWebhookConfiguration/acme-injector"]["webhooks"]!.AsArray())
        {
            ((string)entry!["clientConfig"]!["service"]!["name"]!).ShouldBe("acme-injector");
            ((string)entry["clientConfig"]!["service"]!["namespace"]!).ShouldBe("platform");
            entry["namespaceSelector"]!["matchExpressions"]![1]!["values"]!.AsArray().Select(name => (string)name!).ShouldContain("platform");
        }
    }

    [Fact]
    public void The_chart_carries_the_definition_of_profiles_as_it_is() =>
        File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "charts", "injector", "files", "sidecarprofiles.yaml"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml")));
}
