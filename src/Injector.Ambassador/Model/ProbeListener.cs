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
