using Injector.Core.Pods;

namespace Injector.Core.Planning.Drafts;

/// <summary>A container of a profile held against the pod.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Name">The name it has or gets in the pod.</param>
/// <param name="Existing">The pod's container; <see langword="null"/> when it is missing.</param>
internal readonly record struct ContainerMatch(MatchState State, string Name, ContainerView? Existing);
