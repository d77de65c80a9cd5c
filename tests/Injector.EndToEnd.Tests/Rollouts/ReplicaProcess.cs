using Injector.EndToEnd.Tests.Cluster;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>
/// <c>injector serve</c> as a process of its own that watches the cluster. Started again it is another process at the same address, as the pod of a
/// Service that takes the place of one before.
/// </summary>
internal sealed class ReplicaProcess : IAsyncDisposable
{
    // In a cluster 15 to 20 s; here the load balancer hears of it in a fraction of a second.
    private const string DrainDelay = "3s";

    // Short, so that the connections of the API server move on several times in a test.
    private const string ConnectionAge = "2s";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ControlPlaneFolder _folder = new();
    private readonly string _name;
    private readonly IReadOnlyList<string> _arguments;
    private readonly HttpClient _admin;
    private ServerProcess? _process;

    internal ReplicaProcess(string name, int port, int adminPort, LocalControlPlane controlPlane, ServingFiles files)
    {
        _name = name;
        (Port, AdminPort) = (port, adminPort);
        _admin = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{adminPort}/") };
        _arguments =
        [
            "serve",
            $"--listen=127.0.0.1:{port}", $"--admin-listen=127.0.0.1:{adminPort}", $"--kubeconfig={controlPlane.KubeconfigPath}",
            $"--tls-cert={files.CertificatePath}", $"--tls-key={files.KeyPath}",
            $"--drain-delay={DrainDelay}", $"--connection-age={ConnectionAge}",
        ];
    }

    internal int Port { get; }

    internal int AdminPort { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    internal async Task StartAsync()
    {
        var (program, first) = ProgramUnderTest.Server;
        _process = ServerProcess.Start(_folder, program, [.. first, .. _arguments], _name);
        await Readiness.WaitAsync(_process, StartLimit, IsReadyAsync, CancellationToken.None);
    }

    /// <summary>Ends it as the kubelet does, with SIGTERM, and waits until the process is gone.</summary>
    internal async Task StopAsync()
    {
        var process = _process.ShouldNotBeNull();
        await process.DisposeAsync();
        _process = null;
        process.LogTail(5).ShouldContain("Stopped", customMessage: $"{_name} did not end by itself");
    }

    /// <summary>Waits, for a minute at most, until it has answered reviews since it was started.</summary>
    internal async Task WaitForReviewsAsync()
    {
        using var admin = new AdminPort(_admin.BaseAddress!);
        await admin.WaitAsync("/metrics", text => text.Contains("injector_admission_requests_total{reason=\"injected\"", StringComparison.Ordinal));
    }

    /// <summary>Waits, for a minute at most, until new connections get a certificate.</summary>
    internal Task WaitForCertificateAsync(string serialNumber) =>
        Waiting.UntilAsync(async () => await ServedCertificate.SerialNumberAsync(Port) == serialNumber, $"{_name} does not serve the certificate {serialNumber}");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _admin.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _admin.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
