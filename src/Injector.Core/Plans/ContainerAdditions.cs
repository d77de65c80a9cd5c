using System.Collections.Immutable;
using Injector.Core.Pods;

namespace Injector.Core.Plans;

/// <summary>The additions to one container of the pod.</summary>
/// <param name="Container">The container.</param>
/// <param name="Mounts">Volume mounts to append.</param>
/// <param name="Env">Environment variables to insert before its own.</param>
public sealed record ContainerAdditions(ContainerView Container, ImmutableArray<PlannedItem> Mounts, ImmutableArray<PlannedItem> Env)
{
    /// <summary>Its own variables whose values are extended, in the order of their names.</summary>
    public ImmutableArray<AppendedVariable> Appended { get; init; } = [];
}
