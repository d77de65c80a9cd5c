namespace Injector.Manifests.Injection;

/// <summary>Whether the API server of a cluster sends a pod to Injector when it is created.</summary>
/// <param name="IsSent"><see langword="null"/> when that could not be found out.</param>
/// <param name="Message">Which entry takes it, or why none does, for people.</param>
internal sealed record PodDelivery(bool? IsSent, string Message);
