using System.Text;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server;
using Injector.Testing;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Profiles;

[Collection(SharedControlPlane.Name)]
public sealed class ProfileResourceTests(ControlPlaneFixture fixture)
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";

    [ControlPlaneFact]
    public async Task An_API_server_takes_the_definition_and_the_built_in_profiles_as_objects_and_the_webhook_refuses_broken_and_forbidden_ones()
    {
        await DefineAsync();
        var (tenant, own) = (await fixture.NewNamespaceAsync(), await fixture.NewNamespaceAsync());
        await using var running = await WebhookHost.StartAsync(
            InjectorWebhook.OptionsFor(fixture.ControlPlane) with { OwnNamespace = own }, CancellationToken.None);
        await fixture.Client.CreateAsync(Configurations, Configuration(running)).EnsureAsync();
        try
        {
            await RefusedAsync(tenant, "        image: ", "        imagee: ", "spec.sidecars[0].container.imagee: Container has no field 'imagee'; did you mean 'image'?");
            await RefusedAsync(tenant, "description: Prints", "apiToken: true\n  description: Prints", "(rule api-token)");
            (await ApplyAsync(own, LogTail.Replace("description: Prints", "apiToken: true\n  description: Prints", StringComparison.Ordinal))).ExitCode.ShouldBe(0);
            foreach (var name in Injector.Profiles.BuiltIn.BuiltInProfiles.Names)
            {
                var outcome = await ApplyAsync(own, Injector.Profiles.BuiltIn.BuiltInProfiles.Text(name)!);
                outcome.ExitCode.ShouldBe(0, outcome.Errors);
                await SpecIsKeptAsync(own, name);
            }

            (await Kubectl.RunAsync(fixture.ControlPlane, ["get", "sp", "-n", own])).Output.ShouldContain("READY");
            (await Kubectl.RunAsync(fixture.ControlPlane, ["delete", "sp", "--all", "-n", own])).ExitCode.ShouldBe(0);
        }
        finally
        {
            await fixture.Client.DeleteAsync($"{Configurations}/profiles").EnsureAsync();
        }
    }

    private static string LogTail => Injector.Profiles.BuiltIn.BuiltInProfiles.Text("log-tail")!;

    private async Task DefineAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml"));
        await fixture.Client.CreateAsync(Definitions, text).EnsureAsync();
        var answer = await fixture.Client.WaitForAsync($"{Definitions}/sidecarprofiles.injector.io", answer => Conditions(answer).Contains("Established"));
        Conditions(answer).ShouldNotContain("NonStructuralSchema");
        await fixture.Client.WaitForAsync("/apis/injector.io/v1alpha1/sidecarprofiles", answer => answer.IsSuccess);
    }

    private static string[] Conditions(ApiResponse answer) =>
    [
        .. answer.Ensure()["status"]?["conditions"]?.AsArray().Where(condition => condition!["status"]!.ToString() == "True")
            .Select(condition => condition!["type"]!.ToString()) ?? [],
    ];

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

    private static JsonObject Configuration(RunningWebhook running) => new()
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = "ValidatingWebhookConfiguration",
        ["metadata"] = new JsonObject { ["name"] = "profiles" },
        ["webhooks"] = new JsonArray(new JsonObject
        {
            ["name"] = "profiles.injector.io",
            ["clientConfig"] = new JsonObject
            {
                ["url"] = new Uri(running.Address, "/validate").ToString(),
                ["caBundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(running.AuthorityPem!)),
            },
            ["rules"] = new JsonArray(JsonNode.Parse("""
                {"operations": ["CREATE", "UPDATE"], "apiGroups": ["injector.io"], "apiVersions": ["v1alpha1"], "resources": ["sidecarprofiles"], "scope": "Namespaced"}
                """)),
            ["sideEffects"] = "None",
            ["failurePolicy"] = "Fail",
            ["admissionReviewVersions"] = new JsonArray("v1"),
        }),
    };
}
