using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;

namespace Injector.Ambassador.Composition;

/// <summary>Creates the port for probes from their requests.</summary>
internal static class ProbeComposer
{
    // An answer must not be older than the shortest period that a probe can have.
    private static readonly HealthCheck EverySecond =
        new(HealthCheckKind.Tcp, null, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 1, 1);

    /// <summary>The listener; <see langword="null"/> when there are no requests.</summary>
    public static ProbeListener? Listener(ImmutableArray<ProbeRequest> requests, int port) =>
        requests.IsEmpty ? null : new ProbeListener(ListenerNames.Probes, port, [.. requests.Select(Route)]);

    /// <summary>
    /// The clusters behind it. They are separate from those of other listeners, whose limits and health must not decide whether the pod lives. The application
    /// is called with the protocol of the probe, regardless of the inbound route's.
    /// </summary>
    public static IEnumerable<Cluster> Clusters(ImmutableArray<ProbeRequest> requests) => requests.DistinctBy(NameOf).Select(Cluster);

    private static ProbeRoute Route(ProbeRequest request) =>
        new(request.Kind, ProbePath.Of(request), request.Kind is ProbeKind.Http ? request.Path : null, NameOf(request));

    private static Cluster Cluster(ProbeRequest request) => new()
    {
        Name = NameOf(request),
        Protocol = request.Kind switch
        {
            ProbeKind.Http => TrafficProtocol.Http,
            ProbeKind.Grpc => TrafficProtocol.Http2,
            _ => TrafficProtocol.Tcp,
        },
        Endpoints = [new Endpoint("127.0.0.1", request.AppPort, 1, true)],
        Health = request.Kind is ProbeKind.Tcp ? EverySecond : null,
    };

    private static string NameOf(ProbeRequest request)
    {
        var kind = request.Kind switch
        {
            ProbeKind.Http => "http",
            ProbeKind.Grpc => "grpc",
            _ => "tcp",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{ListenerNames.Probes}.{kind}.{request.AppPort}");
    }
}
