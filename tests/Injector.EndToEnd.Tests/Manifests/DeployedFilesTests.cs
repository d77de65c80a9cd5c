using Injector.EndToEnd.Tests.Profiles;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Manifests;

[Collection(SharedControlPlane.Name)]
public sealed class DeployedFilesTests(ControlPlaneFixture fixture)
{
    [ControlPlaneTheory]
    [MemberData(nameof(DeployedFiles.OfInjector), MemberType = typeof(DeployedFiles))]
    public async Task An_API_server_takes_every_manifest_of_the_deployment(string file)
    {
        await EnsureNamespaceAsync("base/namespace.yaml");

        await ShouldBeTakenAsync(DeployedFiles.For(fixture.ControlPlane.ServerVersion, file));
    }

    [ControlPlaneTheory]
    [MemberData(nameof(DeployedFiles.Examples), MemberType = typeof(DeployedFiles))]
    public async Task An_API_server_takes_every_example(string file)
    {
        var text = DeployedFiles.For(fixture.ControlPlane.ServerVersion, file);
        if (text.Contains("kind: Namespace\n", StringComparison.Ordinal))
        {
            await EnsureNamespaceAsync(file);
        }

        if (text.Contains("kind: SidecarProfile\n", StringComparison.Ordinal))
        {
            await ProfileDefinition.InstallAsync(fixture.Client);
        }

        // An example that names a namespace brings it along; the others go where the person is.
        var @namespace = text.Contains("  namespace: ", StringComparison.Ordinal) ? "" : await fixture.NewNamespaceAsync();
        await ShouldBeTakenAsync(text, @namespace);
    }

    [ControlPlaneFact]
    public async Task A_field_that_does_not_exist_would_be_noticed()
    {
        await EnsureNamespaceAsync("base/namespace.yaml");
        var text = DeployedFiles.For(fixture.ControlPlane.ServerVersion, "base/service.yaml").Replace("targetPort:", "tragetPort:", StringComparison.Ordinal);

        var outcome = await DryRunAsync(text, "");

        outcome.ExitCode.ShouldNotBe(0);
        outcome.Errors.ShouldContain("tragetPort");
    }

    [ControlPlaneFact]
    public async Task Every_webhook_entry_is_called_for_nothing_until_the_server_writes_its_rules_and_has_no_side_effects()
    {
        var text = DeployedFiles.For(fixture.ControlPlane.ServerVersion, "base/webhook.yaml");
        var outcome = await Kubectl.RunAsync(
            fixture.ControlPlane,
            ["create", "--dry-run=server", "-f", "-", "-o", "jsonpath={range .webhooks[*]}{.name} {.failurePolicy} {.sideEffects} {.reinvocationPolicy} {.timeoutSeconds} {.rules}{'\\n'}{end}"],
            text);

        outcome.Errors.ShouldBe("");
        outcome.Output.ShouldBe("pods.injector.io Ignore None IfNeeded 5 \nrequired.injector.io Fail None IfNeeded 5 \n");
    }

    private async Task EnsureNamespaceAsync(string file)
    {
        // Only the namespace is made: what is in it is tried without being stored.
        var manifest = DeployedFiles.For(fixture.ControlPlane.ServerVersion, file).Split("\n---\n")[0];
        var outcome = await Kubectl.RunAsync(fixture.ControlPlane, ["apply", "-f", "-"], manifest);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
    }

    private async Task ShouldBeTakenAsync(string text, string @namespace = "")
    {
        var outcome = await DryRunAsync(text, @namespace);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("(server dry run)");
        outcome.Errors.ShouldBe("");
    }

    private Task<Kubectl.Outcome> DryRunAsync(string text, string @namespace)
    {
        string[] arguments = ["apply", "--dry-run=server", "--validate=true", "-f", "-"];
        return Kubectl.RunAsync(fixture.ControlPlane, @namespace.Length > 0 ? [.. arguments, "-n", @namespace] : arguments, text);
    }
}
