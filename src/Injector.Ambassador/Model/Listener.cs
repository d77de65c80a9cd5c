using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>A port on which the ambassador accepts connections.</summary>
internal sealed record Listener
{
    /// <summary>Unique name: <c>out.NAME</c> for an upstream, <c>in.PORT</c> for an inbound port. Letters, digits, <c>-</c> and one dot.</summary>
    public required string Name { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>Whether clients outside the pod reach it: it listens on every address of the pod, else on 127.0.0.1 only.</summary>
    public required bool IsInbound { get; init; }

    /// <summary>What the client speaks.</summary>
    public required TrafficProtocol Protocol { get; init; }

    /// <summary>TLS that ends here; <see langword="null"/> for a plain port.</summary>
    public ServerTls? Tls { get; init; }

    /// <summary>
    /// Whether what a client says of where a request came from (<c>forwarded</c>, <c>x-forwarded-*</c>, <c>x-real-ip</c>) is dropped. Otherwise the
    /// client's address is appended to <c>x-forwarded-for</c>, and <c>x-forwarded-proto</c> is set where it is missing. HTTP and inbound only.
    /// </summary>
    public bool ReplacesForwarded { get; init; }

    /// <summary>How long a connection of a client may be silent: as long as any of the clusters behind it allows.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What is turned away when there is too much of it.</summary>
    public ListenerLimits Limits { get; init; } = ListenerLimits.None;

    /// <summary>
    /// Where requests go: the first route that matches. Routes with a host come first, and of one host the longer path. A listener for
    /// <see cref="TrafficProtocol.Tcp"/> has exactly one, for every host and path. A request that no route matches is answered with 404.
    /// </summary>
    public required ImmutableArray<Route> Routes { get; init; }
}

/// <summary>Load that a listener takes; what is more is turned away at once rather than queued.</summary>
/// <param name="MaxConnections">Most connections at once; more are closed. <see langword="null"/> for no limit of its own.</param>
/// <param name="MaxRequests">Most requests in progress; more are answered with 503. HTTP only.</param>
/// <param name="RequestsPerSecond">Most requests started in a second; more are answered with 429. HTTP only.</param>
internal sealed record ListenerLimits(int? MaxConnections, int? MaxRequests, int? RequestsPerSecond)
{
    /// <summary>Everything is taken.</summary>
    public static ListenerLimits None { get; } = new(null, null, null);
}

/// <summary>TLS 1.2 or later that ends at a listener. HTTP listeners offer <c>h2</c> and <c>http/1.1</c>, those for HTTP/2 only <c>h2</c>.</summary>
/// <param name="CertificateFile">Path of the certificate chain, PEM.</param>
/// <param name="KeyFile">Path of its key: <paramref name="CertificateFile"/> with <c>.key</c> behind it.</param>
/// <param name="ClientCaFile">Path of the authority that must have signed the client's certificate; <see langword="null"/> when clients need none.</param>
internal sealed record ServerTls(string CertificateFile, string KeyFile, string? ClientCaFile);
