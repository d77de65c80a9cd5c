using System.Diagnostics;
using DotNet.Testcontainers.Configurations;

namespace Injector.Cluster.Tests.Engine;

/// <summary>
/// The container engine of <c>tests/cluster/provision.sh</c>, behind a Docker-compatible socket of its own for as long as the tests run, and what it is to
/// run.
/// </summary>
internal sealed class ContainerEngine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _service;
    private readonly string _folder;

    private ContainerEngine(Process service, string folder)
    {
        _service = service;
        _folder = folder;
        Endpoint = new Uri($"unix://{Path.Combine(folder, "engine.sock")}");
    }

    internal Uri Endpoint { get; }

    /// <summary>Starts the service and waits until it listens.</summary>
    internal static async Task<ContainerEngine> StartAsync()
    {
        // The reaper is an image of its own that no stand-in replaces; the tests stop what they start.
        TestcontainersSettings.ResourceReaperEnabled = false;
        var folder = Directory.CreateTempSubdirectory("injector-engine-").FullName;
        var socket = Path.Combine(folder, "engine.sock");
        var start = new ProcessStartInfo("podman", ["system", "service", "--time=0", $"unix://{socket}"]);
        Provisioned.Engine.AddTo(start.Environment);
        var engine = new ContainerEngine(Process.Start(start)!, folder);
        await Eventually.HoldsAsync(Patience, () => Task.FromResult(File.Exists(socket) || engine._service.HasExited));
        if (File.Exists(socket))
        {
            return engine;
        }

        engine.Dispose();
        throw new InvalidOperationException("podman's service did not start");
    }

    public void Dispose()
    {
        if (!_service.HasExited)
        {
            _service.Kill();
            _service.WaitForExit(Patience);
        }

        _service.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
