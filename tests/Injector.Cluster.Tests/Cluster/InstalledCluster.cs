using Injector.Cluster.Tests.Engine;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Testcontainers.K3s;

namespace Injector.Cluster.Tests.Cluster;

/// <summary>K3s, or its stand-in, in a container, with the chart installed from the image under test and the webhook ready.</summary>
public sealed class InstalledCluster : IAsyncLifetime, IAsyncDisposable
{
    internal const string Namespace = "injector-system";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _kubeconfig = Path.Combine(Path.GetTempPath(), $"injector-cluster-{Guid.NewGuid():N}.yaml");
    private ContainerEngine? _engine;
    private K3sContainer? _container;
    private IKubernetes? _client;
    private PlayedNode? _node;
    private int _namespaces;

    /// <summary>A client with all rights.</summary>
    internal IKubernetes Client => _client ?? throw new InvalidOperationException("the cluster has not started");

    public async Task InitializeAsync()
    {
        if (Provisioned.Engine.SkipReason is not null)
        {
            return;
        }

        _engine = await ContainerEngine.StartAsync();
        _container = new K3sBuilder(Provisioned.Engine.K3sImage)
            .WithDockerEndpoint(_engine.Endpoint)
            .WithImagePullPolicy(DotNet.Testcontainers.Images.PullPolicy.Never)
            .Build();
        await _container.StartAsync();
        await File.WriteAllTextAsync(_kubeconfig, await _container.GetKubeconfigAsync());
        _client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(_kubeconfig));
        await UntilAsync("the API server answers", AnswersAsync);
        if (Provisioned.Engine.HasNodes)
        {
            await NodeImages.ImportAsync(_container, Provisioned.Image!);
        }

        await InstallAsync();
        if (!Provisioned.Engine.HasNodes)
        {
            _node = new PlayedNode(_client, _engine, _container);
            await _node.RunAsync(Namespace);
        }

        await UntilAsync("the webhook is ready and trusted", async () => await IsAvailableAsync() && await IsTrustedAsync());
    }

    public async Task DisposeAsync()
    {
        File.Delete(_kubeconfig);
        _client?.Dispose();
        await (_node?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_container?.DisposeAsync() ?? ValueTask.CompletedTask);
        _engine?.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    /// <summary>Runs the program under test against the cluster.</summary>
    internal Task<(int ExitCode, string Output)> InjectorAsync(params string[] arguments) => Repository.RunAsync(Repository.Program, _kubeconfig, arguments);

    internal Task<(int ExitCode, string Output)> KubectlAsync(params string[] arguments) => Repository.RunAsync("kubectl", _kubeconfig, arguments);

    /// <summary>A namespace for one test.</summary>
    internal async Task<string> NewNamespaceAsync()
    {
        var name = $"shop-{Interlocked.Increment(ref _namespaces)}";
        await Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } });
        await UntilAsync($"{name} has its service account", async () =>
            (await Client.CoreV1.ListNamespacedServiceAccountAsync(name)).Items.Any(account => account.Metadata.Name == "default"));
        return name;
    }

    /// <summary>Waits for what the cluster does by itself.</summary>
    internal static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        if (!await Eventually.HoldsAsync(Patience, holds))
        {
            throw new TimeoutException($"not within {Patience.TotalMinutes} min: {what}");
        }
    }

    private async Task InstallAsync()
    {
        var image = Provisioned.Image!;
        var tag = image.LastIndexOf(':');
        var (code, output) = await Repository.RunAsync(
            "helm", _kubeconfig, "install", "injector", Path.Combine(Repository.Root, "charts", "injector"), "--namespace", Namespace, "--create-namespace",
            "--set", $"image.repository={image[..tag]}", "--set", $"image.tag={image[(tag + 1)..]}");
        code.ShouldBe(0, output);
    }

    // A container counts as started as soon as it has opened its port, and on a busy machine that is well before the first answer.
    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await Client.CoreV1.ListNamespaceAsync()).Items.Any(item => item.Metadata.Name == "default");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or HttpOperationException)
        {
            return false;
        }
    }

    private async Task<bool> IsAvailableAsync() =>
        (await Client.AppsV1.ReadNamespacedDeploymentAsync("injector", Namespace)).Status is { AvailableReplicas: > 0 and var available, Replicas: var wanted } && available == wanted;

    /// <summary>Whether the server has written its authority, and the API server knows where the webhook is.</summary>
    private async Task<bool> IsTrustedAsync()
    {
        var configuration = await Client.AdmissionregistrationV1.ReadMutatingWebhookConfigurationAsync("injector");
        var endpoints = await Client.CoreV1.ReadNamespacedEndpointsAsync("injector", Namespace);
        return configuration.Webhooks.All(webhook => webhook.ClientConfig.CaBundle is { Length: > 0 }) && endpoints.Subsets is [{ Addresses.Count: > 0 }, ..];
    }
}
