using System.Globalization;
using System.Net.Sockets;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>
/// haproxy in front of replicas: what a Service is in a cluster. It passes TCP on, new connections in turn to the replicas whose probe says that they
/// are ready. Connections that are open stay where they are.
/// </summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    private readonly ControlPlaneFolder _folder;
    private readonly ServerProcess _process;

    private LoadBalancer(ControlPlaneFolder folder, ServerProcess process, Uri address)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    internal Uri Address { get; }

    internal static async Task<LoadBalancer> StartAsync(LocalControlPlane controlPlane, int port, IEnumerable<(int Port, int AdminPort)> replicas)
    {
        var folder = new ControlPlaneFolder();
        var configuration = folder.PathOf("haproxy.cfg");
        await File.WriteAllTextAsync(configuration, Configuration(port, replicas));
        var process = ServerProcess.Start(folder, controlPlane.Assets.ToolPath("haproxy"), ["-db", "-f", configuration]);
        var balancer = new LoadBalancer(folder, process, new Uri($"https://127.0.0.1:{port}/"));
        try
        {
            await Readiness.WaitAsync(process, TimeSpan.FromSeconds(30), token => AcceptsAsync(port, token), CancellationToken.None);
            return balancer;
        }
        catch
        {
            await balancer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    // No retries and no second choice: a connection that a replica refuses is a failure that the API server sees.
    private static string Configuration(int port, IEnumerable<(int Port, int AdminPort)> replicas)
    {
        var servers = replicas.Select((replica, number) => string.Create(
            CultureInfo.InvariantCulture, $"  server replica{number} 127.0.0.1:{replica.Port} check port {replica.AdminPort} inter 200ms fall 2 rise 1"));
        return $"""
            global
              maxconn 256
            defaults
              mode tcp
              retries 0
              timeout connect 5s
              timeout client 2m
              timeout server 2m
              timeout check 5s
            frontend webhook
              bind 127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}
              default_backend replicas
            backend replicas
              balance roundrobin
              option httpchk GET /readyz
            {string.Join('\n', servers)}

            """;
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellationToken)
    {
        using var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
