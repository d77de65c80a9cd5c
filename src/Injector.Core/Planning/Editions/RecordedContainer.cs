using Injector.Core.Pods;

namespace Injector.Core.Planning.Editions;

/// <summary>A container that a record names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Container">The pod's container of that name; <see langword="null"/> when there is none.</param>
internal readonly record struct RecordedContainer(string Name, ContainerView? Container);
