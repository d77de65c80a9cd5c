namespace Injector.Testing.ControlPlane;

/// <summary>
/// A real etcd and kube-apiserver on loopback, with kube-controller-manager where asked for: no node, no scheduler, so pods
/// are stored and stay pending. RBAC is on; <see cref="Client"/> may do everything. Servers end with this object, and with
/// the process should it die first.
/// </summary>
public sealed partial class LocalControlPlane : IAsyncDisposable
{
    private static readonly Version NativeSidecars = new(1, 29);

    private readonly ControlPlaneOptions _options;
    private readonly ControlPlaneFolder _folder;
    private readonly AdminCredentials _credentials;
    private bool _wantsControllerManager;
    private ControlPlanePorts _ports;
    private ServerProcess? _etcd;
    private ServerProcess? _apiServer;
    private ServerProcess? _controllerManager;
    private ApiClient? _client;

    private LocalControlPlane(ControlPlaneOptions options)
    {
        _options = options;
        _wantsControllerManager = options.ControllerManager;
        Assets = options.Assets ?? ControlPlaneAssets.Require();
        _folder = new ControlPlaneFolder();
        _credentials = AdminCredentials.Create(_folder);
        _ports = _options.ChoosePorts();
    }

    /// <summary>Where kube-apiserver listens; the same after a restart.</summary>
    public Uri Address => _ports.ApiServerAddress;

    /// <summary>The version that the running server states.</summary>
    public Version ServerVersion { get; private set; } = new();

    /// <summary>Whether the server keeps an init container's <c>restartPolicy</c>: from 1.29 on.</summary>
    public bool SupportsNativeSidecars => ServerVersion >= NativeSidecars;

    /// <summary>A client with an administrator's rights; it stays usable over a restart.</summary>
    public ApiClient Client => _client ?? throw new InvalidOperationException("The control plane has not started.");

    /// <summary>A kubeconfig with an administrator's token, for kubectl and for the product itself.</summary>
    public string KubeconfigPath => _folder.Kubeconfig;

    /// <summary>The administrator's bearer token, for connections that a test makes itself.</summary>
    public string Token => _credentials.Token;

    /// <summary>The PEM file with the authority that signed the server's certificate.</summary>
    public string CertificateAuthorityPath => _folder.ServingCertificate;

    /// <summary>The programs that run, and those beside them.</summary>
    public ControlPlaneAssets Assets { get; }

    /// <summary>The ids of the servers that run now.</summary>
    public IReadOnlyList<int> ProcessIds => [.. Servers().Select(server => server.Id).OfType<int>()];

    internal string KubectlCache => _folder.KubectlCache;

    /// <summary>Starts the servers and waits until they answer.</summary>
    /// <exception cref="InvalidOperationException">The machine has no control plane; the message says how to get one.</exception>
    /// <exception cref="ControlPlaneStartException">A server did not come up; the message holds the end of its log.</exception>
    public static async Task<LocalControlPlane> StartAsync(
        ControlPlaneOptions? options = null, CancellationToken cancellationToken = default)
    {
        var controlPlane = new LocalControlPlane(options ?? new ControlPlaneOptions());
        try
        {
            await controlPlane.StartOnFreePortsAsync(cancellationToken);
            return controlPlane;
        }
        catch
        {
            await controlPlane.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts kube-controller-manager, if it does not run yet, and waits until it does its work.</summary>
    public async Task StartControllerManagerAsync(CancellationToken cancellationToken = default)
    {
        _wantsControllerManager = true;
        if (_controllerManager is null)
        {
            // Its first visible work is this account: one left from before a restart would tell nothing.
            await Client.DeleteAsync("/api/v1/namespaces/default/serviceaccounts/default", cancellationToken: cancellationToken);
            var flags = ServerCommandLines.ControllerManager(_folder, ServerVersion);
            _controllerManager = ServerProcess.Start(_folder, Assets.ServerPath("kube-controller-manager"), flags);
            await WaitForServiceAccountAsync("default", cancellationToken);
        }
    }

    /// <summary>Ends the servers and keeps their data: what an outage of the API server looks like from outside.</summary>
    public async Task StopAsync()
    {
        // From the outside in: a server whose upstream is gone takes longer to end.
        foreach (var server in Servers().Reverse().ToArray())
        {
            await server.DisposeAsync();
        }

        (_etcd, _apiServer, _controllerManager) = (null, null, null);
    }

    /// <summary>Starts the servers again after <see cref="StopAsync"/>, on the same ports, data, keys and token.</summary>
    /// <exception cref="ControlPlaneStartException">A server did not come up; the message holds the end of its log.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync();
        await StartServersAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client?.Dispose();
        _folder.Dispose();
    }
}
