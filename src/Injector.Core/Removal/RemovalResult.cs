using System.Collections.Immutable;

namespace Injector.Core.Removal;

/// <summary>What can be removed from a pod, and the patch that removes it.</summary>
public sealed record RemovalResult
{
    /// <summary>RFC 6902 operations as UTF-8 JSON; empty when there is nothing to remove.</summary>
    public ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>Names of the recorded profiles, in ordinal order.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Names of the removed containers, init containers first.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>What stays although it is recorded, and why; complete sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Why nothing can be removed although something is recorded; <see langword="null"/> otherwise.</summary>
    public string? Refusal { get; init; }
}
