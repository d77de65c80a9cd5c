using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;
using k8s;
using k8s.Models;

namespace Injector.EndToEnd.Tests.Workloads;

[Collection(SharedControlPlane.Name)]
public sealed class WorkloadTests(InjectorFixture fixture) : IClassFixture<InjectorFixture>
{
    private const string RequestingSidecar = "{injector.io/inject: log-tail}";
    private const string RequestingToWait = "{injector.io/inject: wait-for, wait-for.injector.io/targets: 'tcp://db:5432'}";
    private static readonly Version CronJobsAreV1 = new(1, 21);

    [ControlPlaneFact]
    public async Task The_pods_of_a_deployment_carry_their_sidecars()
    {
        var @namespace = await fixture.NewNamespaceAsync();
        await fixture.Official.AppsV1.CreateNamespacedDeploymentAsync(KubernetesYaml.Deserialize<V1Deployment>(Manifests.Deployment), @namespace);

        var pod = await fixture.WaitForPodAsync(@namespace, "app=web");

        pod.ContainerNames().Order().ShouldBe(["log-shipper", "log-tail", "migrate", "nginx-exporter", "wait-for", "web"]);
        pod.Spec.InitContainers.Select(container => container.Name).TakeLast(2).ShouldBe(["wait-for", "migrate"]);
        pod.Metadata.OwnerReferences.ShouldHaveSingleItem().Kind.ShouldBe("ReplicaSet");
    }

    [ControlPlaneFact]
    public async Task Every_pod_of_a_scaled_deployment_is_alike()
    {
        var @namespace = await fixture.NewNamespaceAsync();
        await CreateAsync(@namespace, "apps/v1", "deployments", Manifests.Deployment.Replace("replicas: 1", "replicas: 3", StringComparison.Ordinal));

        var path = $"/api/v1/namespaces/{@namespace}/pods?labelSelector=app%3Dweb";
        var pods = await fixture.Client.WaitForAsync(path, answer => answer.Ensure(path)["items"] is JsonArray { Count: 3 });

        pods.Body!["items"]!.AsArray().Select(pod => ComparablePod.Text(pod!)).Distinct().ShouldHaveSingleItem().ShouldContain("\"log-shipper\"");
    }

    [ControlPlaneFact]
    public async Task The_pods_of_a_stateful_set_carry_their_sidecars_and_keep_their_claims()
    {
        var @namespace = await fixture.NewNamespaceAsync();
        await fixture.Official.AppsV1.CreateNamespacedStatefulSetAsync(KubernetesYaml.Deserialize<V1StatefulSet>(Manifests.StatefulSet), @namespace);

        var pod = await fixture.WaitForPodAsync(@namespace, "app=db");

        pod.Metadata.Name.ShouldBe("db-0");
        pod.ContainerNames().Order().ShouldBe(["db", "postgres-exporter"]);
        pod.Container("db").MountPath("files").ShouldBe("/var/lib/db");
    }

    [ControlPlaneFact]
    public async Task A_job_pod_goes_without_a_sidecar_that_would_never_end_and_says_so()
    {
        await using var webhook = await OldServerWebhookAsync();
        var @namespace = await webhook.NewNamespaceAsync();
        await CreateJobAsync(@namespace, RequestingSidecar);

        var pod = await fixture.WaitForPodAsync(@namespace, "app=report");

        pod.ContainerNames().ShouldBe(["report"]);
        pod.Annotation("injector.io/skipped").ShouldNotBeNull().ShouldStartWith("job-with-classic-sidecar: the pod is to end (restartPolicy Never)");
    }

    [ControlPlaneFact]
    public async Task A_job_pod_gets_an_init_container()
    {
        var @namespace = await fixture.NewNamespaceAsync();
        await CreateJobAsync(@namespace, RequestingToWait);

        var pod = await fixture.WaitForPodAsync(@namespace, "app=report");

        pod.ContainerNames().ShouldBe(["wait-for", "report"]);
        pod.Annotation("injector.io/skipped").ShouldBeNull();
    }

    [ControlPlaneFact("1.29")]
    public async Task A_job_pod_gets_a_native_sidecar()
    {
        var @namespace = await fixture.NewNamespaceAsync();
        await CreateJobAsync(@namespace, "{injector.io/inject: log-tail, injector.io/sidecar-mode: native}");

        var pod = await fixture.WaitForPodAsync(@namespace, "app=report");

        pod.ContainerNames().ShouldBe(["log-tail", "report"]);
        pod.Container("log-tail").RestartPolicy.ShouldBe("Always");
    }

    [ControlPlaneFact]
    public async Task A_cron_job_pod_goes_without_a_sidecar_that_would_never_end_and_says_so()
    {
        await using var webhook = await OldServerWebhookAsync();
        var @namespace = await webhook.NewNamespaceAsync();

        var pod = await RunCronJobAsync(@namespace, RequestingSidecar);

        pod.ContainerNames().ShouldBe(["report"]);
        pod.Annotation("injector.io/skipped").ShouldNotBeNull().ShouldStartWith("job-with-classic-sidecar: ");
    }

    [ControlPlaneFact]
    public async Task A_cron_job_pod_gets_an_init_container() =>
        (await RunCronJobAsync(await fixture.NewNamespaceAsync(), RequestingToWait)).ContainerNames().ShouldBe(["wait-for", "report"]);

    private Task CreateJobAsync(string @namespace, string annotations) =>
        fixture.Official.BatchV1.CreateNamespacedJobAsync(KubernetesYaml.Deserialize<V1Job>(Manifests.Job(annotations)), @namespace);

    private async Task<V1Pod> RunCronJobAsync(string @namespace, string annotations)
    {
        var apiVersion = fixture.ControlPlane.ServerVersion >= CronJobsAreV1 ? "batch/v1" : "batch/v1beta1";
        await CreateAsync(@namespace, apiVersion, "cronjobs", Manifests.CronJob(apiVersion, annotations));
        await RunNowAsync(@namespace, apiVersion);
        return await fixture.WaitForPodAsync(@namespace, "app=nightly");
    }

    /// <summary>What <c>kubectl create job --from=cronjob/nightly</c> does; kubectl itself no longer speaks batch/v1beta1.</summary>
    private async Task RunNowAsync(string @namespace, string apiVersion)
    {
        var cronJob = await fixture.Client.GetAsync($"/apis/{apiVersion}/namespaces/{@namespace}/cronjobs/nightly").EnsureAsync();
        var job = new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = new JsonObject { ["name"] = "nightly-now", ["annotations"] = new JsonObject { ["cronjob.kubernetes.io/instantiate"] = "manual" } },
            ["spec"] = cronJob["spec"]!["jobTemplate"]!["spec"]!.DeepClone(),
        };
        await CreateAsync(@namespace, "batch/v1", "jobs", job.ToJsonString());
    }

    /// <summary>A webhook for a server without native sidecars, whatever the server is.</summary>
    private Task<InjectorWebhook> OldServerWebhookAsync() =>
        InjectorWebhook.StartAsync(fixture.Cluster, InjectorWebhook.OptionsFor(fixture.ControlPlane) with { KubernetesVersion = "1.28" });

    private Task<JsonObject> CreateAsync(string @namespace, string apiVersion, string resource, string manifest) =>
        fixture.Client.CreateAsync($"/apis/{apiVersion}/namespaces/{@namespace}/{resource}", manifest).EnsureAsync();
}
