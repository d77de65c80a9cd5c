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
