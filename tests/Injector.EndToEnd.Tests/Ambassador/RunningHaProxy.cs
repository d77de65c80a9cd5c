using System.Globalization;
using System.Net;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>HAProxy with the configuration that annotations lead to, beside the test as it would be beside an application.</summary>
internal sealed class RunningHaProxy : IAsyncDisposable
{
    private readonly ControlPlaneFolder _folder;
    private readonly ServerProcess _process;

    private RunningHaProxy(ControlPlaneFolder folder, ServerProcess process, InjectedPod pod, int adminPort)
    {
        _folder = folder;
        _process = process;
        Pod = pod;
        Admin = new Uri($"http://127.0.0.1:{adminPort}/");
    }

    public InjectedPod Pod { get; }

    public Uri Admin { get; }

    /// <summary>Starts HAProxy and waits for its readiness.</summary>
    /// <param name="certificates">What the Secrets and ConfigMaps hold.</param>
    /// <param name="annotations">Parameters of the profile.</param>
    public static async Task<RunningHaProxy> StartAsync(TestCertificates? certificates, params (string Name, string Value)[] annotations)
    {
        var adminPort = FreePort.Next();
        var pod = await InjectedPod.CreateAsync([.. annotations, ("adminPort", adminPort.ToString(CultureInfo.InvariantCulture))]);
        var folder = new ControlPlaneFolder();
        var configuration = await WriteAsync(folder, pod, certificates);
        var process = ServerProcess.Start(folder, ProvisionedPrograms.Find("haproxy")!, ["-db", "-f", configuration]);
        var running = new RunningHaProxy(folder, process, pod, adminPort);
        try
        {
            using var client = new HttpClient();
            await Readiness.WaitAsync(process, TimeSpan.FromSeconds(30), token => IsReadyAsync(client, running.Admin, token), CancellationToken.None);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes configuration and certificates as the kubelet would mount them, below a folder of the test.</summary>
    public static async Task<string> WriteAsync(ControlPlaneFolder folder, InjectedPod pod, TestCertificates? certificates)
    {
        var mounted = folder.PathOf("tls");
        foreach (var (name, key, path) in pod.Credentials)
        {
            var file = Path.Combine(mounted, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, certificates!.Content(name, key));
        }

        var configuration = folder.PathOf("haproxy.cfg");
        await File.WriteAllTextAsync(configuration, pod.Configuration.Replace("/etc/ambassador-tls", mounted, StringComparison.Ordinal));
        return configuration;
    }

    /// <summary>What HAProxy printed last.</summary>
    public string Log() => _process.LogTail();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri admin, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(admin, "ready"), cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
