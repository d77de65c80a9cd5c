using System.Collections.Immutable;
using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;

namespace Injector.Ambassador.Composition;

/// <summary>Makes the port for probes of what they ask.</summary>
internal static class ProbeComposer
{
    // A probe is honest when the answer is no older than the shortest period that it can have.
    private static readonly HealthCheck EverySecond =
        new(HealthCheckKind.Tcp, null, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 1, 1);

    /// <summary>The listener; <see langword="null"/> when nothing is asked.</summary>
    public static ProbeListener? Listener(ImmutableArray<ProbeRequest> asks, int port) =>
        asks.IsEmpty ? null : new ProbeListener(ListenerNames.Probes, port, [.. asks.Select(Route)]);

    /// <summary>
    /// The clusters behind it. They are none of those of other listeners, whose limits and health must not decide over the life of the pod. The
    /// application is asked in the language of the probe, whatever the inbound route speaks.
    /// </summary>
    public static IEnumerable<Cluster> Clusters(ImmutableArray<ProbeRequest> asks) => asks.DistinctBy(NameOf).Select(Cluster);

    private static ProbeRoute Route(ProbeRequest ask) =>
        new(ask.Kind, ProbePath.Of(ask), ask.Kind is ProbeKind.Http ? ask.Path : null, NameOf(ask));

    private static Cluster Cluster(ProbeRequest ask) => new()
    {
        Name = NameOf(ask),
        Protocol = ask.Kind switch
        {
            ProbeKind.Http => TrafficProtocol.Http,
            ProbeKind.Grpc => TrafficProtocol.Http2,
            _ => TrafficProtocol.Tcp,
        },
        Endpoints = [new Endpoint("127.0.0.1", ask.AppPort, 1, true)],
        Health = ask.Kind is ProbeKind.Tcp ? EverySecond : null,
    };

    private static string NameOf(ProbeRequest ask)
    {
        var kind = ask.Kind switch
        {
            ProbeKind.Http => "http",
            ProbeKind.Grpc => "grpc",
            _ => "tcp",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{ListenerNames.Probes}.{kind}.{ask.AppPort}");
    }
}
