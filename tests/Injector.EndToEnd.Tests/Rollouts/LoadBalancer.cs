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
    private const string ControlSocket = "control";
    private const int TotalSessionsColumn = 7;

    private readonly ControlPlaneFolder _folder;
    private readonly ServerProcess _process;

    private LoadBalancer(ControlPlaneFolder folder, ServerProcess process, Uri address)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    internal Uri Address { get; }

    /// <summary>Stands in front of replicas, and asks for their readiness.</summary>
    internal static Task<LoadBalancer> StartAsync(LocalControlPlane controlPlane, int port, IEnumerable<(int Port, int AdminPort)> replicas) =>
        StartAsync(controlPlane, port, ["127.0.0.1"], replicas);

    /// <summary>The same at several addresses, such as all that a Service can get.</summary>
    internal static Task<LoadBalancer> StartAsync(LocalControlPlane controlPlane, int port, IEnumerable<string> addresses, IEnumerable<(int Port, int AdminPort)> replicas) =>
        StartAsync(controlPlane, port, addresses, [
            "option httpchk GET /readyz",
            .. replicas.Select((replica, number) => string.Create(
                CultureInfo.InvariantCulture, $"server replica{number} 127.0.0.1:{replica.Port} check port {replica.AdminPort} inter 200ms fall 2 rise 1")),
        ]);

    /// <summary>Leads to one server: the way to it, which a test can cut.</summary>
    internal static Task<LoadBalancer> LeadToAsync(LocalControlPlane controlPlane, int port, int serverPort) =>
        StartAsync(controlPlane, port, ["127.0.0.1"], [string.Create(CultureInfo.InvariantCulture, $"server only 127.0.0.1:{serverPort}")]);

    private static async Task<LoadBalancer> StartAsync(LocalControlPlane controlPlane, int port, IEnumerable<string> addresses, IEnumerable<string> backend)
    {
        var folder = new ControlPlaneFolder();
        var configuration = folder.PathOf("haproxy.cfg");
        await File.WriteAllTextAsync(configuration, Configuration(folder, addresses.Select(address => string.Create(CultureInfo.InvariantCulture, $"{address}:{port}")), backend));
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

    /// <summary>How many connections it has taken since it was started.</summary>
    internal async Task<int> ConnectionsAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder.PathOf(ControlSocket)));
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("show stat\n"u8.ToArray());
        using var answer = new StreamReader(stream);
        var lines = (await answer.ReadToEndAsync()).Split('\n');
        var columns = lines.Single(line => line.StartsWith("webhook,FRONTEND,", StringComparison.Ordinal)).Split(',');
        return int.Parse(columns[TotalSessionsColumn], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    // No retries and no second choice: a connection that a replica refuses is a failure that the API server sees.
    private static string Configuration(ControlPlaneFolder folder, IEnumerable<string> addresses, IEnumerable<string> backend) =>
        $"""
        global
          maxconn 256
          stats socket {folder.PathOf(ControlSocket)} level user
        defaults
          mode tcp
          retries 0
          timeout connect 5s
          timeout client 2m
          timeout server 2m
          timeout check 5s
        frontend webhook
          bind {string.Join(',', addresses)}
          default_backend servers
        backend servers
          balance roundrobin
          {string.Join("\n  ", backend)}

        """;

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
