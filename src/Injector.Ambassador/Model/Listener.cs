using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>A port on which the ambassador accepts connections.</summary>
internal sealed record Listener
{
    /// <summary>Unique name: <c>out.NAME</c> for an upstream, <c>in.PORT</c> for an inbound port. Letters, digits, <c>-</c> and one dot.</summary>
    public required string Name { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>Whether clients outside the pod can reach it: it listens on every address of the pod, otherwise only on 127.0.0.1.</summary>
    public required bool IsInbound { get; init; }

    /// <summary>The protocol of the client.</summary>
    public required TrafficProtocol Protocol { get; init; }

    /// <summary>TLS terminated here; <see langword="null"/> for a plain port.</summary>
    public ServerTls? Tls { get; init; }

    /// <summary>
    /// Whether a client's headers about the origin of a request (<c>forwarded</c>, <c>x-forwarded-*</c>, <c>x-real-ip</c>) are dropped. Otherwise the client's
    /// address is appended to <c>x-forwarded-for</c>, and <c>x-forwarded-proto</c> is set if missing. HTTP and inbound only.
    /// </summary>
    public bool ReplacesForwarded { get; init; }

    /// <summary>Max time that a client's connection may be idle: the maximum of the clusters behind it.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Load limits beyond which requests or connections are rejected.</summary>
    public ListenerLimits Limits { get; init; } = ListenerLimits.None;

    /// <summary>
    /// Where requests go: the first route that matches. Routes with a host come first, and for the same host the longer path. A listener for
    /// <see cref="TrafficProtocol.Tcp"/> has exactly one, for every host and path. A request that matches no route is answered with 404.
    /// </summary>
    public required ImmutableArray<Route> Routes { get; init; }
}

/// <summary>Load limits of a listener; anything beyond is rejected immediately instead of queued.</summary>
/// <param name="MaxConnections">Max connections at once; more are closed. <see langword="null"/> for no limit.</param>
/// <param name="MaxRequests">Max requests in progress; more are answered with 503. HTTP only.</param>
/// <param name="RequestsPerSecond">Max requests started per second; more are answered with 429. HTTP only.</param>
internal sealed record ListenerLimits(int? MaxConnections, int? MaxRequests, int? RequestsPerSecond)
{
    /// <summary>No limits.</summary>
    public static ListenerLimits None { get; } = new(null, null, null);
}

/// <summary>TLS 1.2 or later, terminated at a listener. HTTP listeners offer <c>h2</c> and <c>http/1.1</c>, those for HTTP/2 only <c>h2</c>.</summary>
/// <param name="CertificateFile">Path of the certificate chain, PEM.</param>
/// <param name="KeyFile">Path of its key: <paramref name="CertificateFile"/> with <c>.key</c> appended.</param>
/// <param name="ClientCaFile">Path of the CA that must have signed the client's certificate; <see langword="null"/> when clients need none.</param>
internal sealed record ServerTls(string CertificateFile, string KeyFile, string? ClientCaFile);
