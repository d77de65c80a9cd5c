using System.Security.Cryptography.X509Certificates;

namespace Injector.Testing.ControlPlane;

/// <content>How the servers start: etcd, then kube-apiserver, then kube-controller-manager, each when the last one answers.</content>
public sealed partial class LocalControlPlane
{
    private const int StartAttempts = 3;

    private IEnumerable<ServerProcess> Servers() => new[] { _etcd, _apiServer, _controllerManager }.OfType<ServerProcess>();

    private async Task StartOnFreePortsAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StartServersAsync(cancellationToken);
                return;
            }
            catch (ControlPlaneStartException exception) when (exception.PortWasTaken && attempt < StartAttempts)
            {
                await StopAsync();
                _client?.Dispose();
                (_client, _ports) = (null, _options.ChoosePorts());
            }
        }
    }

    private async Task StartServersAsync(CancellationToken cancellationToken)
    {
        _etcd = ServerProcess.Start(_folder, Assets.ServerPath("etcd"), ServerCommandLines.Etcd(_folder, _ports));
        await Readiness.WaitAsync(_etcd, _options.StartLimit, EtcdIsHealthyAsync, cancellationToken);

        var flags = ServerCommandLines.ApiClient(_folder, _ports, _options);
        _apiServer = ServerProcess.Start(_folder, Assets.ServerPath("kube-apiserver"), flags);
        await Readiness.WaitAsync(_apiServer, _options.StartLimit, ApiServerIsReadyAsync, cancellationToken);
        _credentials.WriteKubeconfig(_folder, Address);
        var version = await Client.GetAsync("/version", cancellationToken).EnsureAsync();
        ServerVersion = ControlPlaneAssets.ParseServerVersion(version["gitVersion"]!.ToString());

        if (_wantsControllerManager)
        {
            await StartControllerManagerAsync(cancellationToken);
        }
    }

    private async Task<bool> EtcdIsHealthyAsync(CancellationToken cancellationToken)
    {
        // Whatever proxy the machine has, it is not for loopback.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        try
        {
            var answer = await http.GetStringAsync(new Uri(_ports.EtcdAddress, "health"), cancellationToken);
            return answer.Contains("\"true\"", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<bool> ApiServerIsReadyAsync(CancellationToken cancellationToken)
    {
        if (ServingCertificateTrust.TryRead(_folder.ServingCertificate) is not { } certificates)
        {
            return false;
        }

        // Made once: the server keeps its certificate over a restart.
        _client ??= ConnectWith(certificates);
        try
        {
            return (await _client.GetAsync("/readyz", cancellationToken)).IsSuccess;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ApiClient ConnectWith(X509Certificate2Collection certificates) =>
        new(ServingCertificateTrust.CreateHandler(certificates), Address, Token);
}
