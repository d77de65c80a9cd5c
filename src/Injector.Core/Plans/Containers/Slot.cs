namespace Injector.Core.Plans.Containers;

/// <summary>A place in the list of init containers.</summary>
/// <param name="Name">Name of the container; <see langword="null"/> for a <c>null</c> item.</param>
/// <param name="Rank">Its rank among ours; <see cref="Rank.Foreign"/> for the pod's own.</param>
internal readonly record struct Slot(string? Name, Rank Rank);
