namespace Injector.Core.Plans;

/// <summary>The place of a container in the received pod.</summary>
/// <param name="IsInit">Whether it is in <c>spec.initContainers</c>.</param>
/// <param name="Index">Index in its array, as received.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ContainerPlace(bool IsInit, int Index, string Name);
