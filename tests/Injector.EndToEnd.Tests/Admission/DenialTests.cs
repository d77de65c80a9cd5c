using System.Net;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Admission;

[Collection(SharedControlPlane.Name)]
public sealed class DenialTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string BadPort = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations:
            injector.io/inject: metrics
            metrics.injector.io/exporter: nginx
            metrics.injector.io/port: eighty
        spec:
          containers: [{name: web, image: example.test/web}]
        """;

    [ControlPlaneFact]
    public async Task Kubectl_shows_the_annotation_its_value_the_rule_and_an_example()
    {
        var @namespace = await fixture.NewNamespaceAsync();

        var outcome = await Kubectl.RunAsync(fixture.ControlPlane, ["create", "-n", @namespace, "-f", "-"], BadPort);

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain($"admission webhook \"{fixture.Webhook.Name}.end-to-end.test\" denied the request: bad-parameter: ");
        outcome.Errors.ShouldContain("metrics.injector.io/port");
        outcome.Errors.ShouldContain("\"eighty\"");
        outcome.Errors.ShouldContain("is not a port number (1 to 65535)");
        outcome.Errors.ShouldMatch("for example metrics.injector.io/port: \"?[0-9]+");
    }

    [ControlPlaneFact]
    public async Task A_bad_value_is_answered_422_and_nothing_is_stored()
    {
        var pods = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods";

        var answer = await fixture.Client.CreateAsync(pods, BadPort);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await fixture.Client.GetAsync($"{pods}/web")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [ControlPlaneFact]
    public async Task An_unknown_profile_is_answered_with_the_nearest_name_and_where_to_find_the_others()
    {
        var pods = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods";

        var answer = await fixture.Client.CreateAsync(pods, Requesting("loging"));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Message.ShouldContain("unknown profile loging");
        answer.Message.ShouldContain("did you mean logging");
        answer.Message.ShouldContain("injector profiles list");
    }

    [ControlPlaneFact]
    public async Task What_the_namespace_does_not_allow_is_answered_403()
    {
        var pods = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods";

        var answer = await fixture.Client.CreateAsync(pods, Requesting("cadvisor"));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Message.ShouldContain("profile cadvisor needs pod security level privileged");
        answer.Message.ShouldContain("pod-security.kubernetes.io/enforce=privileged");
    }

    private static string Requesting(string profile) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations: {injector.io/inject: {{profile}} }
        spec:
          containers: [{name: web, image: example.test/web}]
        """;
}
