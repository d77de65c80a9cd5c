using System.Net;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Admission;

[Collection(SharedControlPlane.Name)]
public sealed class AvailabilityTests(ControlPlaneFixture fixture) : IDisposable
{
    private readonly ServingFiles _files = ServingFiles.Create();

    [ControlPlaneFact]
    public async Task With_Ignore_a_pod_is_created_bare_while_the_webhook_is_down()
    {
        await using var webhook = await StartAsync("Ignore");
        var pods = $"/api/v1/namespaces/{await webhook.NewNamespaceAsync()}/pods";
        await webhook.Running.StopAsync();

        var pod = await fixture.Client.CreateAsync(pods, Pod("while-down")).EnsureAsync();

        pod.ContainerNames().ShouldBe(["web"]);
        await using var again = await RestartAsync(webhook);
        (await fixture.Client.CreateAsync(pods, Pod("up-again")).EnsureAsync()).ContainerNames().ShouldContain("log-tail");
    }

    [ControlPlaneFact]
    public async Task With_Fail_no_pod_is_created_while_the_webhook_is_down()
    {
        await using var webhook = await StartAsync("Fail");
        var pods = $"/api/v1/namespaces/{await webhook.NewNamespaceAsync()}/pods";
        await webhook.Running.StopAsync();

        var answer = await fixture.Client.CreateAsync(pods, Pod("while-down"));

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Message.ShouldContain($"failed calling webhook \"{webhook.Name}.end-to-end.test\"");
        answer.Message.ShouldContain("connection refused");
        (await fixture.Client.GetAsync($"{pods}/while-down")).Status.ShouldBe(HttpStatusCode.NotFound);
        await using var again = await RestartAsync(webhook);
        (await fixture.Client.CreateAsync(pods, Pod("up-again")).EnsureAsync()).ContainerNames().ShouldContain("log-tail");
    }

    public void Dispose() => _files.Dispose();

    private Task<InjectorWebhook> StartAsync(string failurePolicy) =>
        InjectorWebhook.StartAsync(fixture, _files.In(InjectorWebhook.OptionsFor(fixture.ControlPlane)), failurePolicy, _files.AuthorityPem);

    /// <summary>Starts another server on the address and with the certificate of one that has stopped.</summary>
    private Task<ServedInjector> RestartAsync(InjectorWebhook stopped) => ServedInjector.StartAsync(
        _files.In(InjectorWebhook.OptionsFor(fixture.ControlPlane)) with { Listen = stopped.Running.Address.Authority });

    private static string Pod(string name) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, annotations: {injector.io/inject: log-tail} }
        spec: {containers: [{name: web, image: example.test/web}]}
        """;
}
