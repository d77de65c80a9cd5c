namespace Injector.Core.Status;

/// <summary>A partial container (<c>image: auto</c>) that the merged one replaced.</summary>
/// <param name="IsInit">Whether it was in <c>spec.initContainers</c>.</param>
/// <param name="Index">Its index there, from 0, not counting our containers.</param>
/// <param name="Json">The container as its author wrote it.</param>
public readonly record struct SupersededContainer(bool IsInit, int Index, string Json);
