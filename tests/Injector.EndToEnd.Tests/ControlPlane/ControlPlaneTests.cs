using System.Net;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.ControlPlane;

[Collection(SharedControlPlane.Name)]
public sealed class ControlPlaneTests(ControlPlaneFixture fixture)
{
    private const string ConfigMap = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: greeting
        data:
          text: hello
        """;

    [ControlPlaneFact]
    public void States_the_version_that_its_program_states()
    {
        fixture.ControlPlane.ServerVersion.ShouldBe(fixture.ControlPlane.Assets.ServerVersion);
        fixture.ControlPlane.SupportsNativeSidecars.ShouldBe(fixture.ControlPlane.ServerVersion >= new Version(1, 29));
    }

    [ControlPlaneFact]
    public async Task Keeps_what_it_is_given_in_a_namespace_with_labels_and_annotations()
    {
        var name = await fixture.NewNamespaceAsync(
            new Dictionary<string, string> { ["team"] = "blue" }, new Dictionary<string, string> { ["note"] = "a \"b\"" });

        await fixture.Client.CreateAsync($"/api/v1/namespaces/{name}/configmaps", ConfigMap).EnsureAsync();

        var stored = await fixture.Client.GetAsync($"/api/v1/namespaces/{name}/configmaps/greeting").EnsureAsync();
        stored["data"]!["text"]!.ToString().ShouldBe("hello");
        var metadata = (await fixture.Client.GetAsync($"/api/v1/namespaces/{name}").EnsureAsync())["metadata"]!;
        metadata["labels"]!["team"]!.ToString().ShouldBe("blue");
        metadata["annotations"]!["note"]!.ToString().ShouldBe("a \"b\"");
    }

    [ControlPlaneFact]
    public async Task Stores_nothing_in_a_dry_run()
    {
        var configMaps = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/configmaps";

        var answer = await fixture.Client.CreateAsync(configMaps, ConfigMap, dryRun: true);

        answer.Status.ShouldBe(HttpStatusCode.Created);
        (await fixture.Client.GetAsync($"{configMaps}/greeting")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [ControlPlaneFact]
    public async Task Applies_patches_replaces_and_deletes()
    {
        var path = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/configmaps/greeting";

        var applied = await fixture.Client.ApplyAsync(path, ConfigMap, fieldManager: "someone").EnsureAsync();
        applied["metadata"]!["managedFields"]![0]!["manager"]!.ToString().ShouldBe("someone");

        await fixture.Client.PatchAsync(path, ApiPatchKind.Json, """[{"op":"add","path":"/data/more","value":"1"}]""").EnsureAsync();
        var merged = await fixture.Client.PatchAsync(path, ApiPatchKind.Merge, """{"data":{"text":null}}""").EnsureAsync();
        merged["data"]!.ToJsonString().ShouldBe("""{"more":"1"}""");

        merged["data"] = new JsonObject { ["only"] = "this" };
        var replaced = await fixture.Client.ReplaceAsync(path, merged).EnsureAsync();
        replaced["data"]!.ToJsonString().ShouldBe("""{"only":"this"}""");

        await fixture.Client.DeleteAsync(path).EnsureAsync();
        (await fixture.Client.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [ControlPlaneFact]
    public async Task Says_why_it_refuses()
    {
        var configMaps = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/configmaps";

        var refused = await fixture.Client.CreateAsync(configMaps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"NO"}}""");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Message.ShouldContain("lowercase");
        var exception = Should.Throw<ApiRequestException>(() => refused.Ensure());
        exception.Message.ShouldContain("422");
        exception.Message.ShouldContain("lowercase");
    }

    [ControlPlaneFact]
    public async Task Hands_over_the_warnings_of_the_server()
    {
        var definition = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.test}
            spec:
              group: example.test
              names: {kind: Thing, plural: things}
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                deprecated: true
                deprecationWarning: 'say "thing", not \this'
                schema: {openAPIV3Schema: {type: object}}
            """;
        await fixture.Client.CreateAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition).EnsureAsync();

        // A new resource is served a little after its definition is stored.
        var answer = await fixture.Client.WaitForAsync("/apis/example.test/v1/namespaces/default/things", answer => answer.IsSuccess);

        answer.Warnings.ShouldBe(["say \"thing\", not \\this"]);
    }

    [ControlPlaneFact]
    public async Task Makes_the_pod_of_a_deployment()
    {
        var name = await fixture.NewNamespaceAsync();

        await fixture.Client.CreateAsync($"/apis/apps/v1/namespaces/{name}/deployments", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: example.test/web}]}
            """).EnsureAsync();

        var pod = await fixture.Client.WaitForPodAsync(name, "app=web");
        pod["spec"]!["containers"]![0]!["image"]!.ToString().ShouldBe("example.test/web");
        pod["status"]!["phase"]!.ToString().ShouldBe("Pending");
    }

    [ControlPlaneFact]
    public async Task Answers_kubectl_through_its_kubeconfig()
    {
        var name = await fixture.NewNamespaceAsync();

        var applied = await Kubectl.RunAsync(fixture.ControlPlane, ["apply", "-n", name, "-f", "-"], ConfigMap);
        var read = await Kubectl.RunAsync(fixture.ControlPlane, ["get", "-n", name, "configmap", "greeting", "-o", "jsonpath={.data.text}"]);

        applied.Errors.ShouldBeEmpty();
        applied.Output.ShouldContain("configmap/greeting created");
        read.ShouldBe(new Kubectl.Outcome(0, "hello", ""));
    }
}
