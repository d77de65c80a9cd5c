using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>A service that the application reaches through the ambassador, as the user wrote it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LocalPort">Port that the user chose; <see langword="null"/> for the next free one in the range.</param>
/// <param name="Routes">Its routes; at least one.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record Upstream(string Name, int? LocalPort, ImmutableArray<UpstreamRoute> Routes, PlacedText Place)
{
    /// <summary>The scheme that the application uses with it.</summary>
    public UpstreamScheme Scheme => Routes[0].Targets[0].Address.Scheme;
}

/// <summary>A part of an upstream, by path.</summary>
internal sealed record UpstreamRoute
{
    /// <summary>Path at or below which it applies.</summary>
    public required string Path { get; init; }

    /// <summary>The targets; more than one is a split.</summary>
    public required ImmutableArray<UpstreamTarget> Targets { get; init; }

    /// <summary>Options of the route: timeouts, retries, host.</summary>
    public required TrafficOptions Options { get; init; }

    /// <summary>Replacement for the path; <see langword="null"/> to keep it.</summary>
    public string? Rewrite { get; init; }

    /// <summary>Headers to set, by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];
}

/// <summary>Servers that take a share of a route.</summary>
/// <param name="Address">Their address.</param>
/// <param name="Weight">Share among the route's targets, 0 to 1000.</param>
/// <param name="Options">Their options.</param>
internal sealed record UpstreamTarget(UpstreamAddress Address, int Weight, TrafficOptions Options);

/// <summary>Where servers are: <c>http://host1:8080|host2:8080*3</c>.</summary>
/// <param name="Scheme">Their scheme.</param>
/// <param name="Endpoints">The servers; at least one.</param>
internal sealed record UpstreamAddress(UpstreamScheme Scheme, ImmutableArray<Endpoint> Endpoints);

/// <summary>The environment variables that lead the application to an upstream.</summary>
internal static class UpstreamVariables
{
    private const string Loopback = "127.0.0.1";

    /// <summary>
    /// Whether the variables of an upstream would replace those by which every client finds the API server: the kubelet sets <c>KUBERNETES_SERVICE_HOST</c>,
    /// <c>KUBERNETES_PORT</c>, <c>KUBERNETES_PORT_443_TCP_PORT</c> and similar ones in each container.
    /// </summary>
    public static bool AreOfKubernetes(string upstream) =>
        upstream is "kubernetes" or "kubernetes-service" || upstream.StartsWith("kubernetes-port-", StringComparison.Ordinal);

    /// <summary>The rule that such a name breaks, phrased to follow it in a sentence.</summary>
    public static string RefuseKubernetes(string upstream) =>
        $"is a name whose variables Kubernetes sets itself, so that the application would lose the API server; write for example api-{upstream}";

    /// <summary><c>ORDERS_HOST</c>, <c>ORDERS_PORT</c> and <c>ORDERS_URL</c>.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(Upstream upstream, int port)
    {
        var name = upstream.Name.ToUpperInvariant().Replace('-', '_');
        return
        [
            new($"{name}_HOST", Loopback),
            new($"{name}_PORT", port.ToString(CultureInfo.InvariantCulture)),
            new($"{name}_URL", string.Create(CultureInfo.InvariantCulture, $"{upstream.Scheme.LocalScheme}://{Loopback}:{port}")),
        ];
    }
}
