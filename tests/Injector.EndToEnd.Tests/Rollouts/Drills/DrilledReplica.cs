using Injector.EndToEnd.Tests.Published;
using Injector.Testing.ControlPlane;
using Injector.Testing.Released;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>
/// <c>injector serve</c> with certificates of its own, as a process at an address that stays: what takes the place of one that ended is another process there,
/// as the pod of a Service is.
/// </summary>
internal sealed class DrilledReplica(string name, int port, int adminPort, LocalControlPlane controlPlane, DrilledInstallation installation) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ControlPlaneFolder _folder = new();
    private readonly HttpClient _admin = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{adminPort}/") };
    private ServerProcess? _process;

    internal int Port => port;

    internal int AdminPort => adminPort;

    /// <summary>Starts it, and does not wait.</summary>
    internal void Begin()
    {
        var (program, first) = DrilledCluster.Release is null ? ProgramUnderTest.Server : (ReleasedProgram.Path, []);
        _process = ServerProcess.Start(
            _folder, program,
            [
                .. first, "serve", $"--listen=127.0.0.1:{port}", $"--admin-listen=127.0.0.1:{adminPort}", $"--kubeconfig={controlPlane.KubeconfigPath}",
                "--certificates=self", $"--certificate-secret={installation.Namespace}/{installation.Name}", "--certificate-names=127.0.0.1",
                $"--webhook-configuration={installation.Name},validating/{installation.Name}", "--drain-delay=3s", "--connection-age=2s",
            ],
            name);
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    internal async Task StartAsync()
    {
        Begin();
        await Readiness.WaitAsync(_process!, StartLimit, async _ => await IsReadyAsync(), CancellationToken.None);
    }

    /// <summary>Ends it as the kubelet does, with SIGTERM, and waits until the process is gone.</summary>
    internal async Task StopAsync()
    {
        await _process.ShouldNotBeNull().DisposeAsync();
        _process = null;
    }

    /// <summary>Ends it with SIGKILL.</summary>
    internal async Task KillAsync()
    {
        await _process.ShouldNotBeNull().KillAsync();
        await StopAsync();
    }

    internal async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _admin.GetAsync(new Uri("/readyz", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _admin.Dispose();
        _folder.Dispose();
    }
}
