namespace Injector.Core.Ambassador.Model;

/// <summary>A server of a cluster.</summary>
/// <param name="Host">A DNS name in lower case without trailing dot, an IPv4 address, or an IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Weight">Share among the cluster's endpoints, 1 to 100.</param>
/// <param name="IsAddress">Whether <paramref name="Host"/> is an IP address.</param>
internal sealed record Endpoint(string Host, int Port, int Weight, bool IsAddress);
