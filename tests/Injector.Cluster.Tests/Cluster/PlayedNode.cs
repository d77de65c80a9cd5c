using System.Globalization;
using System.Net;
using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using Injector.Cluster.Tests.Engine;
using k8s;
using k8s.Models;
using DotNet.Testcontainers.Configurations;

namespace Injector.Cluster.Tests.Cluster;

/// <summary>
/// The kubelet's part for the pods of one namespace, where the cluster has no node: their containers run in the engine as the pods say (image, arguments,
/// files, account, file system, capabilities), and their status tells address and readiness, from which the cluster's controllers go on.
/// </summary>
internal sealed class PlayedNode(IKubernetes client, ContainerEngine engine, IContainer apiServer) : IAsyncDisposable
{
    private const string Name = "played";

    private readonly List<IContainer> _containers = [];
    private readonly string _files = Directory.CreateTempSubdirectory("injector-node-").FullName;
    private readonly HttpClient _http = new();

    /// <summary>Runs the pods that the controllers have created so far or do next, until all replicas of each deployment are there.</summary>
    internal async Task RunAsync(string @namespace)
    {
        await client.CoreV1.CreateNodeAsync(new V1Node { Metadata = new V1ObjectMeta { Name = Name } });
        IList<V1Pod> pods = [];
        await InstalledCluster.UntilAsync("the pods are created", async () =>
        {
            var deployments = await client.AppsV1.ListNamespacedDeploymentAsync(@namespace);
            pods = (await client.CoreV1.ListNamespacedPodAsync(@namespace)).Items;
            return deployments.Items.Sum(deployment => deployment.Spec.Replicas) == pods.Count;
        });
        foreach (var pod in pods)
        {
            await RunAsync(pod);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in _containers)
        {
            await container.DisposeAsync();
        }

        _http.Dispose();
        Directory.Delete(_files, recursive: true);
    }

    // As a kubelet does, for variables with a value and for the one field that the chart asks for.
    private static string Expanded(string argument, V1Pod pod, V1Container specified) => specified.Env.Aggregate(argument, (text, variable) =>
        text.Replace($"$({variable.Name})", variable.Value ?? Field(pod, variable.ValueFrom.FieldRef.FieldPath), StringComparison.Ordinal));

    private static string Field(V1Pod pod, string path) =>
        path == "metadata.namespace" ? pod.Metadata.NamespaceProperty : throw new NotSupportedException($"a played node does not know {path}");

    private async Task RunAsync(V1Pod pod)
    {
        await BindAsync(pod);
        var specified = pod.Spec.Containers.ShouldHaveSingleItem();
        var builder = new ContainerBuilder(specified.Image)
            .WithDockerEndpoint(engine.Endpoint)
            .WithImagePullPolicy(PullPolicy.Never)
            .WithEnvironment("KUBERNETES_SERVICE_HOST", apiServer.IpAddress)
            .WithEnvironment("KUBERNETES_SERVICE_PORT", "6443")
            .WithCommand([.. specified.Args.Select(argument => Expanded(argument, pod, specified))])
            .WithCreateParameterModifier(parameters =>
            {
                parameters.HostConfig ??= new();
                parameters.User = string.Create(CultureInfo.InvariantCulture, $"{pod.Spec.SecurityContext.RunAsUser}:{pod.Spec.SecurityContext.RunAsGroup}");
                parameters.HostConfig.ReadonlyRootfs = specified.SecurityContext.ReadOnlyRootFilesystem == true;
                parameters.HostConfig.CapDrop = specified.SecurityContext.Capabilities.Drop;
                parameters.HostConfig.Memory = specified.Resources.Limits["memory"].ToInt64();
            });
        foreach (var mount in specified.VolumeMounts)
        {
            var folder = await WriteAsync(pod, pod.Spec.Volumes.Single(volume => volume.Name == mount.Name));
            builder = builder.WithBindMount(folder, mount.MountPath, AccessMode.ReadOnly);
        }

        var container = builder.Build();
        _containers.Add(container);
        await container.StartAsync();
        var probe = specified.ReadinessProbe.HttpGet;
        var port = specified.Ports.Single(port => port.Name == probe.Port.Value).ContainerPort;
        var ready = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{container.IpAddress}:{port}{probe.Path}"));
        await InstalledCluster.UntilAsync($"{pod.Metadata.Name} answers {ready}", () => IsReadyAsync(ready, container));
        await ReportReadyAsync(pod, container.IpAddress);
    }

    /// <summary>The scheduler's part: endpoints name the node of a pod.</summary>
    private Task BindAsync(V1Pod pod) => client.CoreV1.CreateNamespacedPodBindingAsync(
        new V1Binding { Metadata = new V1ObjectMeta { Name = pod.Metadata.Name }, Target = new V1ObjectReference { Kind = "Node", Name = Name } },
        pod.Metadata.Name, pod.Metadata.NamespaceProperty);

    /// <summary>The files of a volume, as the kubelet lays them out for the pod's group.</summary>
    private async Task<string> WriteAsync(V1Pod pod, V1Volume volume)
    {
        var files = volume switch
        {
            { ConfigMap: { } map } => (await client.CoreV1.ReadNamespacedConfigMapAsync(map.Name, pod.Metadata.NamespaceProperty)).Data
                ?.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value)),
            { Secret: { } secret } => (await client.CoreV1.ReadNamespacedSecretAsync(secret.SecretName, pod.Metadata.NamespaceProperty)).Data?.ToDictionary(),
            _ => throw new NotSupportedException($"volume {volume.Name} is of a kind that no test needed so far"),
        };
        var folder = Directory.CreateDirectory(Path.Combine(_files, pod.Metadata.Name, volume.Name)).FullName;
        foreach (var (name, content) in files ?? [])
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
        }

        return folder;
    }

    private async Task<bool> IsReadyAsync(Uri address, IContainer container)
    {
        if (container.State is not TestcontainersStates.Running)
        {
            var (output, errors) = await container.GetLogsAsync();
            throw new InvalidOperationException($"the container ended: {output}{errors}");
        }

        try
        {
            using var answer = await _http.GetAsync(address);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Task ReportReadyAsync(V1Pod pod, string address)
    {
        var status = new V1Pod
        {
            Status = new V1PodStatus
            {
                Phase = "Running",
                PodIP = address,
                PodIPs = [new V1PodIP { Ip = address }],
                Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }, new V1PodCondition { Type = "ContainersReady", Status = "True" }],
            },
        };
        return client.CoreV1.PatchNamespacedPodStatusAsync(new V1Patch(status, V1Patch.PatchType.MergePatch), pod.Metadata.Name, pod.Metadata.NamespaceProperty);
    }
}
