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

    [Fact]
    public void The_chart_carries_the_definition_of_profiles_as_it_is() =>
        File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "charts", "injector", "files", "sidecarprofiles.yaml"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml")));
}
