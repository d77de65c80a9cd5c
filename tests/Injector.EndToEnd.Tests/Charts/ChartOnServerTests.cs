using Injector.EndToEnd.Tests.Manifests;
using Injector.Testing.ControlPlane;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Charts;

[Collection(SharedControlPlane.Name)]
public sealed class ChartOnServerTests(ControlPlaneFixture fixture, ITestOutputHelper output)
{
    private const string Everything =
        "networkPolicy.enabled=true,metrics.prometheusRule.enabled=true,metrics.serviceMonitor.enabled=true,autoscaling.enabled=true,validatingPolicy.enabled=true";

    // Kinds of other products, and of Kubernetes itself from the version named.
    private static readonly Dictionary<string, Version> Unknown = new(StringComparer.Ordinal)
    {
        ["Issuer"] = new(99, 0),
        ["Certificate"] = new(99, 0),
        ["ServiceMonitor"] = new(99, 0),
        ["PrometheusRule"] = new(99, 0),
        ["ValidatingAdmissionPolicy"] = new(1, 30),
        ["ValidatingAdmissionPolicyBinding"] = new(1, 30),
    };

    public static TheoryData<string> Presets => [.. ChartTool.PresetNames()];

    [ControlPlaneTheory]
    [MemberData(nameof(Presets))]
    public Task An_API_server_takes_every_object_of_every_preset(string preset) => ShouldBeTakenAsync("--values", ChartTool.Preset(preset));

    [ControlPlaneFact]
    public Task An_API_server_takes_every_object_of_the_default_values() => ShouldBeTakenAsync();

    [ControlPlaneFact]
    public Task An_API_server_takes_every_object_there_is() => ShouldBeTakenAsync("--set", Everything);

    private async Task ShouldBeTakenAsync(params string[] arguments)
    {
        var server = fixture.ControlPlane.ServerVersion;
        var rendered = await ChartTool.TemplateAsync(arguments);
        rendered.ExitCode.ShouldBe(0, rendered.Errors);
        await Kubectl.RunAsync(fixture.ControlPlane, ["create", "namespace", "injector-system"]);
        var taken = 0;
        foreach (var text in ForServer.Adapt(server, rendered.Output).Split("---\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var kind = text.Split('\n').FirstOrDefault(line => line.StartsWith("kind: ", StringComparison.Ordinal))?[6..];
            if (kind is null)
            {
                continue;
            }

            if (Unknown.TryGetValue(kind, out var since) && server < since)
            {
                output.WriteLine($"not shown to Kubernetes {server}: {kind}");
                continue;
            }

            var outcome = await Kubectl.RunAsync(fixture.ControlPlane, ["create", "--dry-run=server", "--validate=strict", "-f", "-"], text);
            outcome.ExitCode.ShouldBe(0, $"{kind}: {outcome.Errors}");
            taken++;
        }

        taken.ShouldBeGreaterThanOrEqualTo(7);
    }
}
