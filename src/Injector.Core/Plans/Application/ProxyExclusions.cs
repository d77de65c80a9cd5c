using System.Globalization;
using System.Net;

namespace Injector.Core.Plans.Application;

/// <summary>
/// The hosts that a value of <c>NO_PROXY</c> names. Clients differ in what they take for a pattern; whoever wrote one that means the host is believed:
/// <c>*</c>, a host, the beginning of an address such as <c>127.*</c>, a network such as <c>127.0.0.0/8</c>, each perhaps with a port.
/// </summary>
internal sealed class ProxyExclusions
{
    private const int AnyPort = 0;

    private readonly HashSet<(string Host, int Port)> _hosts = [];
    private readonly HashSet<(string Beginning, int Port)> _beginnings = [];
    private readonly HashSet<(IPNetwork Network, int Port)> _networks = [];

    /// <summary>Reads a list.</summary>
    /// <param name="list">The value of the variable.</param>
    public ProxyExclusions(string list)
    {
        foreach (var entry in list.Split([',', ' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Add(entry, AnyPort);
            var colon = entry.LastIndexOf(':');
            if (colon >= 0 && ushort.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port != AnyPort)
            {
                Add(entry[..colon], port);
            }
        }
    }

    /// <summary>Whether the list names a host.</summary>
    /// <param name="host">The host, an address of IPv6 without brackets.</param>
    /// <param name="port">The port that is called there.</param>
    public bool Cover(string host, int port) => IsNamed(host, port) || IsInNetwork(host, port);

    private void Add(string host, int port)
    {
        _hosts.Add((host.Trim('[', ']').ToLowerInvariant(), port));
        if (host.EndsWith(".*", StringComparison.Ordinal))
        {
            _beginnings.Add((host[..^1], port));
        }
        else if (IPNetwork.TryParse(host, out var network))
        {
            _networks.Add((network, port));
        }
    }

    private bool IsNamed(string host, int port)
    {
        if (Holds(_hosts, "*", port) || Holds(_hosts, host.ToLowerInvariant(), port))
        {
            return true;
        }

        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
        {
            if (Holds(_beginnings, host[..(dot + 1)], port))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInNetwork(string host, int port)
    {
        if (_networks.Count > 0 && IPAddress.TryParse(host, out var address))
        {
            foreach (var (network, only) in _networks)
            {
                if ((only == AnyPort || only == port) && network.Contains(address))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Holds(HashSet<(string, int)> set, string text, int port) => set.Contains((text, AnyPort)) || set.Contains((text, port));
}
