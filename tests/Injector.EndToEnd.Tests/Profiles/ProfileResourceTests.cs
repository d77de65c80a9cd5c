using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Profiles;

[Collection(SharedControlPlane.Name)]
public sealed class ProfileResourceTests(ControlPlaneFixture fixture)
{
    [ControlPlaneFact]
    public async Task An_API_server_takes_the_definition_and_the_built_in_profiles_as_objects_and_the_webhook_refuses_broken_and_forbidden_ones()
    {
        await ProfileDefinition.InstallAsync(fixture.Client);
        var (tenant, own) = (await fixture.NewNamespaceAsync(), await fixture.NewNamespaceAsync());
        await using var running = await ServedInjector.StartAsync(InjectorWebhook.OptionsFor(fixture.ControlPlane) with { OwnNamespace = own });
        await using var validation = await ProfileValidationWebhook.RegisterAsync(fixture.Client, running);
        await RefusedAsync(tenant, "        image: ", "        imagee: ", "spec.sidecars[0].container.imagee: Container has no field 'imagee'; did you mean 'image'?");
        await RefusedAsync(tenant, "description: Prints", "apiToken: true\n  description: Prints", "(rule api-token)");
        (await ApplyAsync(own, LogTail.Replace("description: Prints", "apiToken: true\n  description: Prints", StringComparison.Ordinal))).ExitCode.ShouldBe(0);
        foreach (var name in Injector.Profiles.BuiltIn.BuiltInProfiles.Names)
        {
            var outcome = await ApplyAsync(own, Injector.Profiles.BuiltIn.BuiltInProfiles.Text(name)!);
            outcome.ExitCode.ShouldBe(0, outcome.Errors);
            await SpecIsKeptAsync(own, name);
        }

        var whole = await ApplyAsync(own, Whole);
        whole.ExitCode.ShouldBe(0, whole.Errors);
        await SpecIsKeptAsync(own, "whole");

        (await Kubectl.RunAsync(fixture.ControlPlane, ["get", "sp", "-n", own])).Output.ShouldContain("READY");
        (await Kubectl.RunAsync(fixture.ControlPlane, ["delete", "sp", "--all", "-n", own])).ExitCode.ShouldBe(0);
    }

    /// <summary>Fields that no built-in profile has.</summary>
    private const string Whole = """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: whole}
        spec:
          description: Holds what no built-in profile holds.
          parameters:
            - {name: place, type: string, enum: [first, last], default: last, description: Where the init container goes.}
            - {name: user, type: user, default: 65532, description: Who runs it.}
          groups:
            - {env: [CA_FILE, 'CA_OPTION_*'], otherwise: the application trusts its own authorities}
            - {labels: ['example.org/*']}
          application:
            initContainers: true
            env:
              - {name: CA_FILE, value: /etc/ca/ca.pem, required: true}
              - {name: PYTHONPATH, value: /opt/ca, merge: append, separator: ':'}
            volumeMounts: [{name: ca, mountPath: /etc/ca, readOnly: true}]
          volumes: [{name: ca, emptyDir: {}}]
          files:
            - {name: ca.conf, content: "place = $(params.place)\n"}
          initContainers:
            - position: $(params.place)
              container:
                name: ca
                image: example/ca:1
                securityContext: {runAsUser: $(params.user)}
                volumeMounts: [{name: ca, mountPath: /ca}, {name: files, mountPath: /etc/conf}]
          pod: {labels: {example.org/ca: company}, terminationGracePeriodSeconds: 45}
        """;

    private static string LogTail => Injector.Profiles.BuiltIn.BuiltInProfiles.Text("log-tail")!;

    /// <summary>What the API server dropped would be missing from the profile without a word.</summary>
    private async Task SpecIsKeptAsync(string @namespace, string name)
    {
        var stored = await fixture.Client.GetAsync($"/apis/injector.io/v1alpha1/namespaces/{@namespace}/sidecarprofiles/{name}").EnsureAsync();
        var applied = JsonNode.Parse(stored["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"]!.ToString())!;
        JsonNode.DeepEquals(stored["spec"], applied["spec"]).ShouldBeTrue(name);
    }

    // The API server needs a moment to learn of the webhook; until then it takes what it should not, so nothing is stored.
    private async Task RefusedAsync(string @namespace, string good, string bad, string message)
    {
        var text = LogTail.Replace(good, bad, StringComparison.Ordinal);
        var collection = $"/apis/injector.io/v1alpha1/namespaces/{@namespace}/sidecarprofiles";
        await fixture.Client.WaitForDryRunAsync(collection, Testing.Documents.YamlToJson.Single(text)!.AsObject(), answer => !answer.IsSuccess);
        var outcome = await ApplyAsync(@namespace, text);
        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain(message);
    }

    private Task<Kubectl.Outcome> ApplyAsync(string @namespace, string text) => Kubectl.RunAsync(fixture.ControlPlane, ["apply", "-n", @namespace, "-f", "-"], text);
}
