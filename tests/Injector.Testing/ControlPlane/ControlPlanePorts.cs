using System.Net;
using System.Net.Sockets;

namespace Injector.Testing.ControlPlane;

/// <summary>The loopback ports of one control plane; they stay the same when its servers are started again.</summary>
internal sealed record ControlPlanePorts(int Etcd, int ApiClient)
{
    public Uri EtcdAddress => new($"http://127.0.0.1:{Etcd}/");

    public Uri ApiServerAddress => new($"https://127.0.0.1:{ApiClient}/");

    /// <summary>
    /// Asks the system for ports that are free now. Another process may take one before the server does:
    /// <see cref="LocalControlPlane"/> then asks again.
    /// </summary>
    public static ControlPlanePorts Choose()
    {
        using var etcd = new TcpListener(IPAddress.Loopback, 0);
        using var apiServer = new TcpListener(IPAddress.Loopback, 0);
        etcd.Start();
        apiServer.Start();
        return new ControlPlanePorts(((IPEndPoint)etcd.LocalEndpoint).Port, ((IPEndPoint)apiServer.LocalEndpoint).Port);
    }
}
