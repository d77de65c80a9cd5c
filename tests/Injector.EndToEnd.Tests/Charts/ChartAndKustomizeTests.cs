using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

public sealed class ChartAndKustomizeTests
{
    // Helm makes the namespace with --create-namespace; the pod of helm test belongs to Helm.
    private static readonly string[] OfOneOnly = ["Namespace/injector-system", "Pod/injector-test"];

    [ControlPlaneTheory]
    [InlineData("base")]
    [InlineData("overlays/ha", "--values", "ha")]
    [InlineData("overlays/cert-manager", "--values", "cert-manager")]
    [InlineData("overlays/older-servers", "--set", "webhook.matchConditions.enabled=false")]
    public async Task The_chart_and_kustomize_render_the_same_objects(string folder, params string[] arguments)
    {
        var chart = await ChartTool.TemplateAsync(arguments is ["--values", var preset] ? ["--values", ChartTool.Preset(preset)] : arguments);
        var kustomize = await ChartTool.KustomizeAsync(folder);
        chart.ExitCode.ShouldBe(0, chart.Errors);
        kustomize.ExitCode.ShouldBe(0, kustomize.Errors);

        var ofChart = RenderedObjects.Of(chart.Output);
        var ofKustomize = RenderedObjects.Of(kustomize.Output);

        ofChart.Keys.Except(OfOneOnly, StringComparer.Ordinal).ShouldBe(ofKustomize.Keys.Except(OfOneOnly, StringComparer.Ordinal));
        foreach (var name in ofKustomize.Keys.Except(OfOneOnly, StringComparer.Ordinal))
        {
            ofChart[name].ToJsonString().ShouldBe(ofKustomize[name].ToJsonString(), name);
        }
    }

    [ControlPlaneFact]
    public async Task The_overlay_for_development_renders()
    {
        var outcome = await ChartTool.KustomizeAsync("overlays/dev");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        RenderedObjects.Of(outcome.Output).Keys.ShouldNotContain("PodDisruptionBudget/injector");
    }
}
