using System.Collections.Immutable;

namespace Injector.Kubernetes.Api;

/// <summary>What listing a resource whole came to.</summary>
/// <param name="Items">What the objects were read as; empty when the server refused.</param>
/// <param name="Refusal">Why there are none; <see langword="null"/> when the server answered.</param>
public sealed record ObjectList<T>(ImmutableArray<T> Items, ApiStatus? Refusal);
