using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>
/// The plain port, on every address of the pod, on which the kubelet asks the application. It speaks HTTP/1.1, and HTTP/2 by prior knowledge.
/// Whatever is not asked for is answered with 404, so that nobody gets around TLS; no limit of other listeners holds here.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Port">The port.</param>
/// <param name="Routes">What may be asked; at least one, in a fixed order.</param>
internal sealed record ProbeListener(string Name, int Port, ImmutableArray<ProbeRoute> Routes);

/// <summary>
/// One thing that the kubelet may ask. It takes as long as the kubelet waits. An answer by HTTP loses its <c>location</c>: the kubelet would follow it
/// on the port for probes, which knows no other path; without one it takes a redirect for success.
/// </summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Path">Path of the request, to be matched exactly and without the query.</param>
/// <param name="AppPath">For <see cref="ProbeKind.Http"/>: the path that the application is asked for, the query as it came; otherwise <see langword="null"/>.</param>
/// <param name="Cluster">Name of the cluster that is asked, or for <see cref="ProbeKind.Tcp"/> watched.</param>
internal sealed record ProbeRoute(ProbeKind Kind, string Path, string? AppPath, string Cluster);

/// <summary>What a probe asks of the application.</summary>
internal enum ProbeKind
{
    /// <summary>GET of one path, which the application answers.</summary>
    Http,

    /// <summary>Whether the application accepts connections: the ambassador tries every second, and answers 200 or 503.</summary>
    Tcp,

    /// <summary>The call <c>grpc.health.v1.Health/Check</c>, which the application answers.</summary>
    Grpc,
}
