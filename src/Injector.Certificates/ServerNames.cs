using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates;

/// <summary>The names of a server; they become the subject alternative names of its certificate.</summary>
/// <param name="DnsNames">DNS names.</param>
/// <param name="Addresses">IP addresses.</param>
public sealed record ServerNames(ImmutableArray<string> DnsNames, ImmutableArray<IPAddress> Addresses)
{
    /// <summary>The names of this machine as seen from itself: <c>localhost</c>, both loopback addresses and the host name.</summary>
    /// <param name="hostName">The machine's host name.</param>
    public static ServerNames Local(string hostName)
    {
        ImmutableArray<string> names = IsDnsName(hostName) && hostName != "localhost" ? ["localhost", hostName] : ["localhost"];
        return new ServerNames(names, [IPAddress.Loopback, IPAddress.IPv6Loopback]);
    }

    /// <summary>
    /// The first of the names, shown to people. An address must not stand alone: in a certificate without DNS names, OpenSSL treats a common name that looks
    /// like a DNS name as one and applies the authority's constraints to it.
    /// </summary>
    internal string First => (DnsNames, Addresses) switch
    {
        ([var name, ..], _) => name,
        (_, [var address, ..]) => $"address {address}",
        _ => throw new InvalidOperationException("A serving certificate needs at least one name or address."),
    };

    /// <summary>The extension that carries the names; verifiers ignore the common name (RFC 6125, Go since 1.15).</summary>
    internal X509Extension ToExtension()
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in DnsNames)
        {
            builder.AddDnsName(name);
        }

        foreach (var address in Addresses)
        {
            builder.AddIpAddress(address);
        }

        return builder.Build();
    }

    private static bool IsDnsName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns && !name.Contains('_', StringComparison.Ordinal);
}
