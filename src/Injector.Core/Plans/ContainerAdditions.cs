using System.Collections.Immutable;
using Injector.Core.Pods;

namespace Injector.Core.Plans;

/// <summary>What one container of the pod receives.</summary>
/// <param name="Container">The container.</param>
/// <param name="Mounts">Volume mounts to append.</param>
/// <param name="Env">Environment variables to place ahead of its own.</param>
public sealed record ContainerAdditions(ContainerView Container, ImmutableArray<PlannedItem> Mounts, ImmutableArray<PlannedItem> Env);
