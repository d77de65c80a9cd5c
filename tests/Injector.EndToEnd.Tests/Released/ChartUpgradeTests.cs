using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Charts;
using Injector.Testing.ControlPlane;
using Injector.Testing.Released;

namespace Injector.EndToEnd.Tests.Released;

/// <summary><c>helm upgrade</c> from the chart of an earlier release, with its default values and with each of its presets, to the present chart.</summary>
[Collection(InstalledCharts.Name)]
public sealed class ChartUpgradeTests(ControlPlaneFixture fixture)
{
    private const string Authority = "QXV0aG9yaXR5";
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    // What the presets use of other products.
    private static readonly (string Group, string Kind, string Plural)[] OfOthers =
    [
        ("cert-manager.io", "Issuer", "issuers"), ("cert-manager.io", "Certificate", "certificates"),
    ];

    public static IEnumerable<object[]> Presets =>
        from release in Release.All
        from preset in Directory.GetFiles(Path.Combine(release.Chart, "presets"), "*.yaml").Order(StringComparer.Ordinal).Prepend("")
        select new object[] { release.Version, Path.GetFileNameWithoutExtension(preset) };

    [ControlPlaneTheory]
    [MemberData(nameof(Presets))]
    public async Task An_installation_is_upgraded_and_goes_on_being_trusted(string version, string preset)
    {
        var release = new Release(version);
        string[] then = preset.Length == 0 ? [] : ["--values", Path.Combine(release.Chart, "presets", $"{preset}.yaml")];
        string[] now = preset.Length == 0 ? [] : ["--values", ChartTool.Preset(preset)];
        await DefineOthersAsync();
        await using var helm = new HelmRelease(fixture.ControlPlane);
        await helm.InstallChartAsync(release.Chart, then);
        var mutating = await helm.GetAsync(HelmRelease.MutatingPath);
        var definition = await helm.GetAsync($"{Definitions}/sidecarprofiles.injector.io");
        await helm.TrustAsync(HelmRelease.MutatingPath, Authority);

        await helm.UpgradeAsync(now);

        var upgraded = await helm.GetAsync(HelmRelease.MutatingPath);
        Uid(upgraded).ShouldBe(Uid(mutating));
        ((string?)upgraded["webhooks"]![0]!["clientConfig"]!["caBundle"]).ShouldBe(Authority);
        (await VersionAsync(helm)).ShouldNotBe(version);

        // With the definition every profile would go.
        Uid(await helm.GetAsync($"{Definitions}/sidecarprofiles.injector.io")).ShouldBe(Uid(definition));

        // The first upgrade after an installation differs from all that follow: what a hook has made is the release's own from then on.
        await helm.UpgradeAsync(now);
        Uid(await helm.GetAsync(HelmRelease.MutatingPath)).ShouldBe(Uid(mutating));
    }

    private static string Uid(JsonObject stored) => (string)stored["metadata"]!["uid"]!;

    private static async Task<string> VersionAsync(HelmRelease helm) =>
        (string)(await helm.GetAsync($"/apis/apps/v1/namespaces/{HelmRelease.Namespace}/deployments/injector"))["metadata"]!["labels"]!["app.kubernetes.io/version"]!;

    private async Task DefineOthersAsync()
    {
        foreach (var (group, kind, plural) in OfOthers)
        {
            var name = $"{plural}.{group}";
            if (!(await fixture.Client.GetAsync($"{Definitions}/{name}")).IsSuccess)
            {
                await fixture.Client.CreateAsync(Definitions, $$"""
                    {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "{{name}}"},
                    "spec": {"group": "{{group}}", "scope": "Namespaced", "names": {"kind": "{{kind}}", "plural": "{{plural}}"},
                    "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true} } }]} }
                    """).EnsureAsync();
            }

            await fixture.Client.WaitForAsync($"/apis/{group}/v1/{plural}", answer => answer.IsSuccess);
        }
    }
}
