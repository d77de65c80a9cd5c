namespace Injector.Core.Status;

/// <summary>A partial container (<c>image: auto</c>) that made way for the merged one.</summary>
/// <param name="IsInit">Whether it stood in <c>spec.initContainers</c>.</param>
/// <param name="Index">Its index there, from 0, containers of ours not counted.</param>
/// <param name="Json">The container as its author wrote it.</param>
public readonly record struct SupersededContainer(bool IsInit, int Index, string Json);
