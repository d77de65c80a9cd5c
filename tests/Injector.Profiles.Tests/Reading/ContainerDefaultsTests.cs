using System.Text.Json.Nodes;
using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Tests.Reading;

public sealed class ContainerDefaultsTests
{
    [Fact]
    public void Harden_a_container_that_says_nothing()
    {
        var container = Render("");

        JsonNode.DeepEquals(container, JsonNode.Parse(
            """
            {
              "name": "helper", "image": "x", "imagePullPolicy": "IfNotPresent", "terminationMessagePolicy": "FallbackToLogsOnError",
              "resources": {"requests": {"cpu": "10m", "memory": "32Mi"}, "limits": {"memory": "128Mi"}},
              "securityContext": {
                "runAsNonRoot": true, "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
                "capabilities": {"drop": ["ALL"]}, "seccompProfile": {"type": "RuntimeDefault"}
              }
            }
            """)).ShouldBeTrue(container.ToJsonString());
    }

    [Fact]
    public void Change_nothing_that_the_profile_states()
    {
        var container = Render(
            "imagePullPolicy: Always, terminationMessagePolicy: File, resources: {requests: {cpu: 1}}, "
            + "securityContext: {runAsNonRoot: false, capabilities: {add: [NET_BIND_SERVICE], drop: []}, seccompProfile: {type: Unconfined}}");

        ((string?)container["imagePullPolicy"]).ShouldBe("Always");
        ((string?)container["terminationMessagePolicy"]).ShouldBe("File");
        container["resources"]!.ToJsonString().ShouldBe("""{"requests":{"cpu":1,"memory":"32Mi"},"limits":{"memory":"128Mi"}}""");
        container["securityContext"]!.ToJsonString().ShouldBe(
            """{"runAsNonRoot":false,"capabilities":{"add":["NET_BIND_SERVICE"],"drop":[]},"seccompProfile":{"type":"Unconfined"},"""
            + "\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true}");
    }

    [Theory]
    [InlineData("{limits: {memory: 16Mi}}", """{"limits":{"memory":"16Mi"},"requests":{"cpu":"10m","memory":"16Mi"}}""")]
    [InlineData("{requests: {memory: 1Gi}}", """{"requests":{"memory":"1Gi","cpu":"10m"},"limits":{"memory":"1Gi"}}""")]
    [InlineData("{requests: {memory: 64Mi}}", """{"requests":{"memory":"64Mi","cpu":"10m"},"limits":{"memory":"128Mi"}}""")]
    [InlineData("{limits: {cpu: 5m}}", """{"limits":{"cpu":"5m","memory":"128Mi"},"requests":{"cpu":"5m","memory":"32Mi"}}""")]
    public void Never_request_more_than_the_limit(string resources, string expected) =>
        Render($"resources: {resources}")["resources"]!.ToJsonString().ShouldBe(expected);

    private static JsonNode Render(string fields)
    {
        var profile = ProfileSource.Load($"sidecars: [{{container: {{name: helper, image: x, {fields}}}}}]");
        TemplateRenderer.TryRender(profile.Sidecars[0].Container, new NoVariables(), out var value).ShouldBeTrue();
        return value!;
    }

    private sealed class NoVariables : IVariableScope
    {
        public TemplateValue Resolve(VariableReference reference) => TemplateValue.None;
    }
}
