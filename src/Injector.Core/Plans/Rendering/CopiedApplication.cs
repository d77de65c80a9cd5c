namespace Injector.Core.Plans.Rendering;

/// <summary>The application's container as far as a profile's container may take it over.</summary>
/// <param name="Container">JSON of the container.</param>
/// <param name="PodSecurityContext">JSON of the pod's security context; empty when there is none.</param>
internal sealed record CopiedApplication(ReadOnlyMemory<byte> Container, ReadOnlyMemory<byte> PodSecurityContext);
