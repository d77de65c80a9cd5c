namespace Injector.Ambassador.Model;

/// <summary>
/// One thing that the kubelet may ask. It takes as long as the kubelet waits. An answer by HTTP loses its <c>location</c>: the kubelet would follow it
/// on the port for probes, which knows no other path; without one it takes a redirect for success.
/// </summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Path">Path of the request, to be matched exactly and without the query.</param>
/// <param name="AppPath">For <see cref="ProbeKind.Http"/>: the path that the application is asked for, the query as it came; otherwise <see langword="null"/>.</param>
/// <param name="Cluster">Name of the cluster that is asked, or for <see cref="ProbeKind.Tcp"/> watched.</param>
internal sealed record ProbeRoute(ProbeKind Kind, string Path, string? AppPath, string Cluster);
