using Injector.Cluster.Tests.Cluster;
using Injector.Cluster.Tests.Engine;
using k8s;
using k8s.Models;

namespace Injector.Cluster.Tests;

/// <summary>The chart, installed from the built image, does what the README says it does.</summary>
public sealed class InstalledChartTests(InstalledCluster cluster) : IClassFixture<InstalledCluster>
{
    [ClusterFact]
    public async Task Injects_a_pod_that_asks_for_it_and_no_other()
    {
        var @namespace = await cluster.NewNamespaceAsync();

        var asking = await DryRunAsync(@namespace, Pod("asking", "log-tail"));
        var silent = await DryRunAsync(@namespace, Pod("silent", null));

        asking.Spec.Containers.Concat(asking.Spec.InitContainers ?? []).Select(container => container.Name).ShouldBe(["orders", "log-tail"], ignoreOrder: true);
        silent.Spec.Containers.Select(container => container.Name).ShouldBe(["orders"]);
    }

    [ClusterFact]
    public async Task Says_to_whoever_slips_which_profiles_there_are()
    {
        var @namespace = await cluster.NewNamespaceAsync();

        var refused = await Should.ThrowAsync<k8s.Autorest.HttpOperationException>(() => DryRunAsync(@namespace, Pod("slip", "log-tial")));

        refused.Response.Content.ShouldContain($"asks for unknown profile log-tial; did you mean log-tail? namespace {@namespace} has ");
    }

    [ClusterFact]
    public async Task Is_found_right_by_check()
    {
        var (code, output) = await cluster.InjectorAsync("check");

        code.ShouldBe(0, output);
    }

    [ClusterFact]
    public async Task Drifts_only_where_a_pod_was_created_without_it()
    {
        var @namespace = await cluster.NewNamespaceAsync();
        await cluster.Client.CoreV1.CreateNamespacedPodAsync(Pod("injected", "log-tail"), @namespace);
        var missed = Pod("missed", "log-tail");
        await UnregisteredAsync(() => cluster.Client.CoreV1.CreateNamespacedPodAsync(missed, @namespace));

        var (code, output) = await cluster.InjectorAsync("drift", "-n", @namespace);

        // No other test is to find it.
        await cluster.Client.CoreV1.DeleteNamespacedPodAsync(missed.Metadata.Name, @namespace, gracePeriodSeconds: 0);
        code.ShouldBe(1, output);
        output.ShouldContain($"Pod {@namespace}/missed");
        output.ShouldNotContain($"{@namespace}/injected");
    }

    [ClusterFact(needsNodes: true)]
    public async Task Becomes_ready_on_a_node()
    {
        var (code, output) = await cluster.KubectlAsync("-n", InstalledCluster.Namespace, "rollout", "status", "deployment/injector", "--timeout=120s");

        code.ShouldBe(0, output);
    }

    [ClusterFact(needsNodes: true)]
    public async Task Lets_a_Job_with_native_sidecars_complete()
    {
        var @namespace = await cluster.NewNamespaceAsync();
        await CreateJobAsync(@namespace);

        await InstalledCluster.UntilAsync("the Job completes", async () =>
            (await cluster.Client.BatchV1.ReadNamespacedJobAsync("orders", @namespace)).Status.Succeeded == 1);
    }

    [ClusterFact(needsNodes: true)]
    public async Task Ships_the_lines_of_a_Job()
    {
        var @namespace = await cluster.NewNamespaceAsync();
        await CreateJobAsync(@namespace);
        await InstalledCluster.UntilAsync("the Job completes", async () =>
            (await cluster.Client.BatchV1.ReadNamespacedJobAsync("orders", @namespace)).Status.Succeeded == 1);

        var (code, output) = await cluster.KubectlAsync("-n", @namespace, "logs", "job/orders", "-c", "log-tail");

        code.ShouldBe(0, output);
        output.ShouldContain("order 1");
    }

    private Task<V1Pod> DryRunAsync(string @namespace, V1Pod pod) => cluster.Client.CoreV1.CreateNamespacedPodAsync(pod, @namespace, dryRun: "All");

    private Task CreateJobAsync(string @namespace)
    {
        var pod = Pod("orders", "log-tail");
        pod.Spec.RestartPolicy = "Never";
        return cluster.Client.BatchV1.CreateNamespacedJobAsync(
            new V1Job
            {
                Metadata = new V1ObjectMeta { Name = "orders" },
                Spec = new V1JobSpec { Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Annotations = pod.Metadata.Annotations }, Spec = pod.Spec } },
            },
            @namespace);
    }

    /// <summary>Acts while the API server does not know the webhook, as before an installation.</summary>
    private async Task UnregisteredAsync(Func<Task> act)
    {
        var configuration = await cluster.Client.AdmissionregistrationV1.ReadMutatingWebhookConfigurationAsync("injector");
        await cluster.Client.AdmissionregistrationV1.DeleteMutatingWebhookConfigurationAsync("injector");
        try
        {
            await act();
        }
        finally
        {
            configuration.Metadata.ResourceVersion = null;
            await cluster.Client.AdmissionregistrationV1.CreateMutatingWebhookConfigurationAsync(configuration);
        }
    }

    private static V1Pod Pod(string name, string? profile) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            Annotations = profile is null ? null : new Dictionary<string, string> { ["injector.io/inject"] = profile, ["log-tail.injector.io/file"] = "orders.log" },
        },
        Spec = new V1PodSpec
        {
            AutomountServiceAccountToken = false,
            Containers =
            [
                new V1Container
                {
                    Name = "orders",
                    Image = "docker.io/library/busybox:1.37.0",
                    Command = ["sh", "-c", "echo order 1 >> /var/log/app/orders.log; sleep 5"],
                },
            ],
        },
    };
}
