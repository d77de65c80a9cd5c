namespace Injector.Ambassador.Model;

/// <summary>A server of a cluster.</summary>
/// <param name="Host">A DNS name in lower case without trailing dot, an IPv4 address, or an IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Weight">Share among the cluster's endpoints, 1 to 100.</param>
/// <param name="IsAddress">Whether <paramref name="Host"/> is an IP address.</param>
internal sealed record Endpoint(string Host, int Port, int Weight, bool IsAddress)
{
    /// <summary>Where names lead that always mean the pod itself, whatever a name server says of them (RFC 6761 section 6.3).</summary>
    private const string Loopback = "127.0.0.1";

    /// <summary>Whether the name was written with a dot at its end, so that it is complete and no search list applies.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The IP address, where it is known without a name server; otherwise <see langword="null"/>.</summary>
    public string? Address => IsAddress ? Host : IsLoopback ? Loopback : null;

    private bool IsLoopback => Host is "localhost" || Host.EndsWith(".localhost", StringComparison.Ordinal);
}
