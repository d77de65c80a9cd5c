using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Injector.Core.Planning.Application;

/// <summary>
/// The hosts that a value of <c>NO_PROXY</c> names. Clients differ in the patterns they accept, so any pattern that is meant to cover the host counts:
/// <c>*</c>, a host, a prefix of an address such as <c>127.*</c>, a network such as <c>127.0.0.0/8</c>, each with an optional port.
/// </summary>
internal sealed class ProxyExclusions
{
    private const int AnyPort = 0;
    private const int AddressBits = 128;
    private const int Ipv4Bits = 32;

    private readonly HashSet<(string Host, int Port)> _hosts = [];
    private readonly HashSet<(string Beginning, int Port)> _beginnings = [];
    private readonly HashSet<(UInt128 Network, int Length, int Port)> _networks = [];
    private readonly HashSet<int> _lengths = [];

    /// <summary>Parses a list.</summary>
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

    /// <summary>Whether the list covers a host.</summary>
    /// <param name="host">The host; an IPv6 address is without brackets.</param>
    /// <param name="port">The port that is called on it.</param>
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
            var length = MappedLength(network);
            _networks.Add((Beginning(network.BaseAddress, length), length, port));
            _lengths.Add(length);
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
        if (_lengths.Count == 0 || !IPAddress.TryParse(host, out var address))
        {
            return false;
        }

        var least = address.AddressFamily is AddressFamily.InterNetwork ? AddressBits - Ipv4Bits : 0;
        foreach (var length in _lengths.Where(length => length >= least))
        {
            var beginning = Beginning(address, length);
            if (_networks.Contains((beginning, length, AnyPort)) || _networks.Contains((beginning, length, port)))
            {
                return true;
            }
        }

        return false;
    }

    private static int MappedLength(IPNetwork network) =>
        network.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? AddressBits - Ipv4Bits + network.PrefixLength : network.PrefixLength;

    // An IPv4 address is mapped into IPv6 as ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
    private static UInt128 Beginning(IPAddress address, int length)
    {
        Span<byte> bytes = stackalloc byte[AddressBits / 8];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        var behind = AddressBits - length;
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return behind == AddressBits ? 0 : number >> behind << behind;
    }

    private static bool Holds(HashSet<(string, int)> set, string text, int port) => set.Contains((text, AnyPort)) || set.Contains((text, port));
}
