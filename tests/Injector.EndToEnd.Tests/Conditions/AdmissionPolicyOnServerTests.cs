using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Conditions;

/// <summary>The chart's ValidatingAdmissionPolicy, enforced by an API server.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class AdmissionPolicyOnServerTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string Policies = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies";
    private const string Bindings = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings";
    private const string Record = """{"injector.io/inject":"log-tail","injector.io/status":"{\"version\":\"1\",\"initContainers\":[\"log-tail\"],\"mounts\":{\"web\":[\"/var/log/app\"]}}"}""";

    [ControlPlaneFact("1.30")]
    public async Task An_API_server_refuses_pods_that_ask_for_sidecars_and_carry_none()
    {
        var missed = await NamespaceAsync("required");
        await using var policy = await InForceAsync(missed);

        await AdmittedAsync(missed, "{}");
        await AdmittedAsync(missed, """{"injector.io/inject":"false"}""");
        await RefusedAsync(missed, """{"injector.io/inject":"log-tail"}""", "the pod asks for sidecars (log-tail) and carries none; Injector was not asked or skipped it.");
        await RefusedAsync(missed, Record, "carries none");
        await AdmittedAsync(missed, """{"injector.io/inject":"log-tail"}""", labels: """{"injector.io/injection":"disabled"}""");
        await AdmittedAsync(await NamespaceAsync("elsewhere"), """{"injector.io/inject":"log-tail"}""");
        await RefusedAsync(await NamespaceAsync("required", """{"injector.io/inject":"log-tail"}"""), "{}", "asks for sidecars (log-tail)");
        await AdmittedAsync(await NamespaceAsync("required", """{"injector.io/inject":"log-tail"}"""), """{"injector.io/inject":"false"}""");
    }

    [ControlPlaneFact("1.30")]
    public async Task An_API_server_takes_what_Injector_has_injected_in_either_mode_and_refuses_what_it_skipped()
    {
        var served = await NamespaceAsync("required", webhook: true);
        await using var policy = await InForceAsync(await NamespaceAsync("required"));

        await AdmittedAsync(served, """{"injector.io/inject":"log-tail,logging","injector.io/sidecar-mode":"native"}""");
        await AdmittedAsync(served, """{"injector.io/inject":"log-tail,logging","injector.io/sidecar-mode":"classic"}""");
        await AdmittedAsync(served, """{"injector.io/inject":"wait-for","wait-for.injector.io/targets":"tcp://db:5432"}""");
        await RefusedAsync(served, """{"injector.io/inject":"log-tail"}""", "Injector was not asked or skipped it", spec: """{"hostNetwork":true}""");
    }

    private async Task<string> NamespaceAsync(string injection, string annotations = "{}", bool webhook = false)
    {
        var labels = new Dictionary<string, string> { ["injector.io/injection"] = injection };
        foreach (var (key, value) in webhook ? fixture.Webhook.NamespaceLabels : new Dictionary<string, string>())
        {
            labels.Add(key, value);
        }

        return await fixture.Cluster.NewNamespaceAsync(labels, JsonNode.Parse(annotations)!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!));
    }

    private Task AdmittedAsync(string @namespace, string annotations, string labels = "{}") =>
        CreateAsync(@namespace, annotations, labels, "{}").EnsureAsync();

    private async Task RefusedAsync(string @namespace, string annotations, string why, string spec = "{}")
    {
        var answer = await CreateAsync(@namespace, annotations, "{}", spec);
        ((int)answer.Status).ShouldBe(403, answer.Text);
        answer.Message.ShouldContain("ValidatingAdmissionPolicy 'injector'");
        answer.Message.ShouldContain(why);
    }

    private Task<ApiResponse> CreateAsync(string @namespace, string annotations, string labels, string spec) =>
        fixture.Client.CreateAsync($"/api/v1/namespaces/{@namespace}/pods", Pod(annotations, labels, spec), dryRun: true);

    private async Task<Enforcement> InForceAsync(string probeNamespace)
    {
        await fixture.Client.CreateAsync(Policies, await RenderedConditions.PolicyAsync()).EnsureAsync();
        await fixture.Client.CreateAsync(Bindings, await RenderedConditions.BindingAsync()).EnsureAsync();
        var probe = Pod("""{"injector.io/inject":"log-tail"}""", "{}", "{}");
        var pods = $"/api/v1/namespaces/{probeNamespace}/pods";
        await fixture.Client.WaitForDryRunAsync(pods, probe, answer => !answer.IsSuccess);
        return new Enforcement(fixture.Client, pods, probe);
    }

    private static JsonObject Pod(string annotations, string labels, string spec)
    {
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = JsonNode.Parse(annotations), ["labels"] = JsonNode.Parse(labels) },
            ["spec"] = JsonNode.Parse(spec),
        };
        pod["spec"]!["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "example.test/web" });
        return pod;
    }

    /// <summary>Takes the policy away and waits until it is gone, for other tests use the label as well.</summary>
    private sealed class Enforcement(ApiClient client, string pods, JsonObject probe) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await client.DeleteAsync($"{Bindings}/injector").EnsureAsync();
            await client.DeleteAsync($"{Policies}/injector").EnsureAsync();
            await client.WaitForDryRunAsync(pods, probe, answer => answer.IsSuccess);
        }
    }
}
