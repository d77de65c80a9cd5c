using System.Collections.Immutable;
using Injector.Core.Pods;

namespace Injector.Core.Plans;

/// <summary>What one container of the pod receives.</summary>
/// <param name="Container">The container.</param>
/// <param name="Mounts">Volume mounts to append.</param>
/// <param name="Env">Environment variables to place ahead of its own.</param>
public sealed record ContainerAdditions(ContainerView Container, ImmutableArray<PlannedItem> Mounts, ImmutableArray<PlannedItem> Env)
{
    /// <summary>Variables of its own that get longer values, in the order of their names.</summary>
    public ImmutableArray<AppendedVariable> Appended { get; init; } = [];
}
