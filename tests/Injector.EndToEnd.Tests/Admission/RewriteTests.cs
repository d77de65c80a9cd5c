using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;
using k8s.Models;

namespace Injector.EndToEnd.Tests.Admission;

/// <summary>Probes and ports that lead to an ambassador, in pods that a real API server takes, defaults and calls twice about.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class RewriteTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations:
            injector.io/inject: ambassador
            injector.io/sidecar-mode: classic
            ambassador.injector.io/rewriteProbes: 'true'
            ambassador.injector.io/rewritePorts: 'true'
            ambassador.injector.io/inbound: 8443=https://localhost:8080?cert=web-tls
        spec:
          containers:
            - name: web
              image: example.test/web
              ports: [{name: http, containerPort: 8080}]
              readinessProbe: {httpGet: {path: /healthz, port: http}, timeoutSeconds: 3}
              livenessProbe: {tcpSocket: {port: 8080}}
              lifecycle: {preStop: {httpGet: {path: /leave, port: http}}}
        """;

    [ControlPlaneFact]
    public async Task The_server_takes_rewritten_probes_and_ports()
    {
        var web = (await fixture.CreatePodAsync(Pod)).Container("web");
        web.Ports.ShouldHaveSingleItem().ShouldBe(new V1ContainerPort { Name = "http", ContainerPort = 8443, Protocol = "TCP" });
        Call(web.ReadinessProbe.HttpGet).ShouldBe(("/probe/http/8080/healthz", "19021", "HTTP"));
        web.ReadinessProbe.TimeoutSeconds.ShouldBe(3);
        Call(web.LivenessProbe.HttpGet).ShouldBe(("/probe/tcp/8080", "19021", "HTTP"));
        web.LivenessProbe.TcpSocket.ShouldBeNull();
        Call(web.Lifecycle.PreStop.HttpGet).ShouldBe(("probe/http/8080/leave", "19021", "HTTP"));
    }

    [ControlPlaneTheory]
    [InlineData("before-injector")]
    [InlineData("later-than-injector")]
    public async Task A_further_call_beside_another_webhook_changes_nothing(string otherName)
    {
        var alone = await CreateAsync(Pod);
        await using var other = await OtherWebhook.StartAsync(fixture.Cluster, fixture.Webhook, otherName);
        var beside = await CreateAsync(Pod);
        beside.ContainerNames().ShouldContain("mesh");
        ComparablePod.Tree(beside).Container("web").ToJsonString().ShouldBe(ComparablePod.Tree(alone).Container("web").ToJsonString());
        Configuration(beside).ShouldBe(Configuration(alone));
    }

    [ControlPlaneFact]
    public async Task A_pod_that_is_created_again_from_what_the_server_stored_stays_as_it_is()
    {
        var stored = await CreateAsync(Pod);
        var exported = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = stored["metadata"]!["annotations"]!.DeepClone() },
            ["spec"] = stored["spec"]!.DeepClone(),
        };
        var again = await CreateAsync(exported.ToJsonString());
        again["spec"]!["containers"]!.ToJsonString().ShouldBe(stored["spec"]!["containers"]!.ToJsonString());
        again["metadata"]!["annotations"]!.ToJsonString().ShouldBe(stored["metadata"]!["annotations"]!.ToJsonString());
    }

    private static (string Path, string Port, string Scheme) Call(V1HTTPGetAction action) => (action.Path, action.Port.Value, action.Scheme);

    private static string Configuration(JsonObject pod) => (string)pod["metadata"]!["annotations"]!["config.injector.io/ambassador.envoy.json"]!;

    private async Task<JsonObject> CreateAsync(string pod) =>
        await fixture.Client.CreateAsync($"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods", pod).EnsureAsync();
}
