using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Admission;

/// <summary>Copies of injected pods as kubectl makes them, with the flags that the operator's page names.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class DebugCopyTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string Empty = "a file is empty without annotation config.injector.io/logging.fluent-bit.yaml; copy pods with --keep-annotations=true";

    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, annotations: {injector.io/inject: logging}}
        spec: {containers: [{name: web, image: "registry.example/web:1.0"}]}
        """;

    [ControlPlaneTheory]
    [InlineData("general", false, true)]
    [InlineData("restricted", false, true)]
    [InlineData("general", true, false)]
    [InlineData("legacy", false, false)]
    public async Task Are_warned_of_where_they_lose_the_configuration_of_their_sidecars(string profile, bool keepsAnnotations, bool isWarned)
    {
        var space = await fixture.NewNamespaceAsync();
        await fixture.Client.CreateAsync($"/api/v1/namespaces/{space}/pods", Pod).EnsureAsync();

        string[] keep = keepsAnnotations ? ["--keep-annotations=true"] : [];
        var debug = await Kubectl.RunAsync(
            fixture.ControlPlane,
            ["debug", "web", $"--namespace={space}", "--copy-to=copy", "--image=registry.example/tools:1.0", $"--profile={profile}", .. keep]);

        debug.ExitCode.ShouldBe(0, debug.Errors);
        debug.Errors.Contains(Empty, StringComparison.Ordinal).ShouldBe(isWarned, debug.Errors);
        var copy = await fixture.Client.GetAsync($"/api/v1/namespaces/{space}/pods/copy").EnsureAsync();
        copy.ContainerNames().ShouldContain("log-shipper");
        (copy["metadata"]!["annotations"]?["config.injector.io/logging.fluent-bit.yaml"] is null).ShouldBe(isWarned);
    }
}
