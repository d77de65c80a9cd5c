using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>
/// The plain port, on every address of the pod, through which the kubelet probes the application. It accepts HTTP/1.1, and HTTP/2 by prior knowledge. Any other
/// request is answered with 404, so that it cannot be used to bypass TLS; limits of other listeners do not apply.
/// </summary>
/// <param name="Name">Unique name.</param>
/// <param name="Port">The port.</param>
/// <param name="Routes">The allowed requests; at least one, in a fixed order.</param>
internal sealed record ProbeListener(string Name, int Port, ImmutableArray<ProbeRoute> Routes);

/// <summary>
/// One request that the kubelet may make. It has no timeout other than the kubelet's. HTTP responses lose their <c>location</c>: the kubelet would follow it on
/// the port for probes, which serves no other path; without it, the kubelet treats a redirect as success.
/// </summary>
/// <param name="Kind">What is probed.</param>
/// <param name="Path">Path of the request, to be matched exactly and without the query.</param>
/// <param name="AppPath">
/// For <see cref="ProbeKind.Http"/>: the path that is requested from the application, with the original query; otherwise <see langword="null"/>.
/// </param>
/// <param name="Cluster">Name of the cluster that is called, or for <see cref="ProbeKind.Tcp"/> observed.</param>
internal sealed record ProbeRoute(ProbeKind Kind, string Path, string? AppPath, string Cluster);

/// <summary>The kinds of probes.</summary>
internal enum ProbeKind
{
    /// <summary>GET of one path, which the application answers.</summary>
    Http,

    /// <summary>Whether the application accepts connections: the ambassador tries every second, and answers 200 or 503.</summary>
    Tcp,

    /// <summary>The call <c>grpc.health.v1.Health/Check</c>, which the application answers.</summary>
    Grpc,
}
