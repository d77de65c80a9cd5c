using Injector.Core.Pods;

namespace Injector.Core.Planning.Drafts;

/// <summary>A container of a profile matched against the pod.</summary>
/// <param name="State">Whether and how the pod has it.</param>
/// <param name="Name">The name that it has, or will get, in the pod.</param>
/// <param name="Existing">The pod's container; <see langword="null"/> when it is missing.</param>
internal readonly record struct ContainerMatch(MatchState State, string Name, ContainerView? Existing);
