using System.Net;
using System.Net.Sockets;

namespace Injector.EndToEnd.Tests.Rollouts;

/// <summary>Ports for servers of other processes, which have to be known before those start and stay when they start again.</summary>
internal static class FreePorts
{
    /// <summary>Asks the system for ports that are free now.</summary>
    internal static int[] Choose(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
            {
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }
}
