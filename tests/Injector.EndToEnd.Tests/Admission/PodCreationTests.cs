using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;
using Injector.Testing.Patching;

namespace Injector.EndToEnd.Tests.Admission;

[Collection(SharedControlPlane.Name)]
public sealed class PodCreationTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: {app: web}
          annotations:
            injector.io/inject: logging,metrics,log-tail
            logging.injector.io/path: /var/log/web
            log-tail.injector.io/path: /var/log/web
            log-tail.injector.io/file: access.log
            metrics.injector.io/exporter: nginx
            metrics.injector.io/port: "9200"
            example.org/note: stays as it is
        spec:
          containers:
          - name: web
            image: docker.io/library/nginx:1.28
            env: [{name: MODE, value: production}]
            ports: [{name: http, containerPort: 8080}]
            volumeMounts: [{name: cache, mountPath: /var/cache}]
          volumes: [{name: cache, emptyDir: {}}]
        """;

    [ControlPlaneFact]
    public async Task Stores_a_pod_with_the_sidecars_that_it_asks_for()
    {
        var pod = await fixture.CreatePodAsync(Pod);

        pod.ContainerNames().Order().ShouldBe(["log-shipper", "log-tail", "nginx-exporter", "web"]);
        pod.Container("log-tail").Args.ShouldContain(argument => argument.Contains("/var/log/web/access.log", StringComparison.Ordinal));
        pod.Container("nginx-exporter").Args.ShouldContain("--web.listen-address=:9200");
    }

    [ControlPlaneFact]
    public async Task Stores_a_pod_with_shared_volumes_mounts_and_annotations()
    {
        var pod = await fixture.CreatePodAsync(Pod);

        pod.VolumeNames().ShouldContain("injector-logs");
        pod.VolumeNames().ShouldContain("injector-logging-files");
        pod.Container("web").MountPath("injector-logs").ShouldBe("/var/log/web");
        pod.Container("log-shipper").MountPath("injector-logs").ShouldBe("/var/log/web");
        pod.Annotation("prometheus.io/port").ShouldBe("9200");
        pod.Annotation("config.injector.io/logging.fluent-bit.yaml").ShouldNotBeNull();
        JsonNode.Parse(pod.Annotation("injector.io/status")!)!["profiles"]!.AsObject().Select(profile => profile.Key)
            .ShouldBe(["log-tail", "logging", "metrics"]);
    }

    [ControlPlaneFact]
    public async Task Changes_nothing_that_the_user_wrote()
    {
        var bare = await CreateAsync(await fixture.NewNamespaceWithoutWebhookAsync(), Pod);
        var injected = await CreateAsync(await fixture.NewNamespaceAsync(), Pod);

        AdditionsOnly.Violations(ComparablePod.Tree(bare), ComparablePod.Tree(injected)).ShouldBeEmpty();
        injected.ContainerNames().Count.ShouldBe(bare.ContainerNames().Count + 3);
    }

    [ControlPlaneFact]
    public async Task Gives_sidecars_no_token_of_the_service_account()
    {
        var pod = await fixture.CreatePodAsync(Pod);

        var sidecars = pod.ContainerNames().Except(["web"]).Select(pod.Container);

        sidecars.ShouldAllBe(sidecar => sidecar.MountPath("injector-no-token") == "/var/run/secrets/kubernetes.io/serviceaccount");
    }

    [ControlPlaneFact]
    public async Task Leaves_a_pod_that_asks_for_nothing_as_it_is()
    {
        var silent = Pod.Replace("injector.io/inject: logging,metrics,log-tail", "example.org/other: value", StringComparison.Ordinal);

        var bare = await CreateAsync(await fixture.NewNamespaceWithoutWebhookAsync(), silent);
        var seen = await CreateAsync(await fixture.NewNamespaceAsync(), silent);

        ComparablePod.Text(seen).ShouldBe(ComparablePod.Text(bare));
    }

    [ControlPlaneTheory]
    [InlineData("", "Burstable")]
    [InlineData(", logging.injector.io/resources: 'limits.cpu=25m, requests.memory=128Mi'", "Guaranteed")]
    public async Task A_guaranteed_pod_stays_so_with_the_annotation_that_its_warning_names(string annotation, string expected)
    {
        var pod = await fixture.CreatePodAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              annotations: { injector.io/inject: logging{{annotation}} }
            spec:
              automountServiceAccountToken: false
              containers:
              - name: web
                image: example/web:1
                resources:
                  limits: {cpu: "2", memory: 1Gi}
            """);

        pod.ContainerNames().Count.ShouldBe(2);
        pod.Status.QosClass.ShouldBe(expected);
    }

    [ControlPlaneFact("1.29")]
    public async Task Stores_native_sidecars_where_the_server_knows_them()
    {
        var native = Pod.Replace("  annotations:", "  annotations:\n    injector.io/sidecar-mode: native", StringComparison.Ordinal);

        var pod = await fixture.CreatePodAsync(native);

        pod.Spec.Containers.ShouldHaveSingleItem();
        pod.Spec.InitContainers.ShouldAllBe(sidecar => sidecar.RestartPolicy == "Always");
    }

    [ControlPlaneFact]
    public async Task A_dry_run_shows_the_same_pod_and_stores_nothing()
    {
        var pods = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods";

        var shown = await fixture.Client.CreateAsync(pods, Pod, dryRun: true).EnsureAsync();
        (await fixture.Client.GetAsync($"{pods}/web")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);

        var stored = await fixture.Client.CreateAsync(pods, Pod).EnsureAsync();
        ComparablePod.Text(shown).ShouldBe(ComparablePod.Text(stored));
    }

    [ControlPlaneFact]
    public async Task Says_in_a_warning_why_a_pod_goes_without()
    {
        var onHostNetwork = Pod.Replace("spec:", "spec:\n  hostNetwork: true", StringComparison.Ordinal);
        var pods = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync()}/pods";

        var answer = await fixture.Client.CreateAsync(pods, onHostNetwork);

        answer.Ensure().ContainerNames().ShouldBe(["web"]);
        answer.Warnings.ShouldHaveSingleItem().ShouldStartWith("no sidecars (host-network): the pod uses the host network");
        answer.Ensure().Annotation("injector.io/skipped").ShouldNotBeNull().ShouldStartWith("host-network: ");
    }

    private Task<JsonObject> CreateAsync(string @namespace, string pod) =>
        fixture.Client.CreateAsync($"/api/v1/namespaces/{@namespace}/pods", pod).EnsureAsync();
}
