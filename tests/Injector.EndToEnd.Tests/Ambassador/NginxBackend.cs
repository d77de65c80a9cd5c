using System.Globalization;
using System.Net.Sockets;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>nginx on loopback that answers with its own name and what it saw of the request.</summary>
internal sealed class NginxBackend : IAsyncDisposable
{
    private readonly ControlPlaneFolder _folder;
    private readonly ServerProcess _process;

    private NginxBackend(ControlPlaneFolder folder, ServerProcess process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts one that answers every path with <c>name|path|host|x-team</c>.</summary>
    public static Task<NginxBackend> StartAsync(string name) => StartAsync("", Answer(name));

    /// <summary>What it answers.</summary>
    public static string Answer(string name) => $"location / {{ return 200 '{name}|$request_uri|$http_host|$http_x_team'; }}";

    /// <summary>Starts one with its own configuration.</summary>
    /// <param name="listen">Words behind the port: <c>ssl</c>, <c>http2</c>.</param>
    /// <param name="server">Lines of the server block.</param>
    public static Task<NginxBackend> StartAsync(string listen, string server) => StartAsync(FreePort.Next(), listen, server);

    /// <summary>Starts one that is found by the name <c>localhost</c>: a machine's file of hosts may give that name two addresses, and resolvers prefer <c>::1</c>.</summary>
    public static Task<NginxBackend> StartOnLocalhostAsync(string server)
    {
        var port = FreePort.Next();
        return StartAsync(port, "", Ipv6ProgramTheoryAttribute.HasLoopback() ? string.Create(CultureInfo.InvariantCulture, $"listen [::1]:{port}; {server}") : server);
    }

    /// <summary>Starts one at a port that is known to be free.</summary>
    public static async Task<NginxBackend> StartAsync(int port, string listen, string server)
    {
        var folder = new ControlPlaneFolder();
        var configuration = folder.PathOf("nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            master_process off;
            pid {{folder.PathOf("own.pid")}};
            error_log {{folder.PathOf("error.log")}};
            events { worker_connections 512; }
            http {
              access_log off;
              client_body_temp_path {{folder.PathOf("body")}};
              proxy_temp_path {{folder.PathOf("proxy")}};
              fastcgi_temp_path {{folder.PathOf("fastcgi")}};
              uwsgi_temp_path {{folder.PathOf("uwsgi")}};
              scgi_temp_path {{folder.PathOf("scgi")}};
              server { listen 127.0.0.1:{{port}} {{listen}}; {{server}} }
            }
            """);
        var program = ProvisionedPrograms.Find("nginx")!;
        var process = ServerProcess.Start(folder, program, ["-e", folder.PathOf("error.log"), "-p", folder.PathOf("."), "-c", configuration]);
        var backend = new NginxBackend(folder, process, port);
        try
        {
            await Readiness.WaitAsync(process, TimeSpan.FromSeconds(30), token => AcceptsAsync(port, token), CancellationToken.None);
            return backend;
        }
        catch
        {
            await backend.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
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
