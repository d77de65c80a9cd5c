using System.Collections.Immutable;

namespace Injector.Core.Removal;

/// <summary>What can be taken away from a pod, and the patch that does it.</summary>
public sealed record RemovalResult
{
    /// <summary>RFC 6902 operations as UTF-8 JSON; empty when there is nothing to take away.</summary>
    public ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>Names of the profiles on record, in ordinal order.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Names of the containers that go, init containers first.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>What stays although it is on record, and why; whole sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Why nothing can be taken away although something is on record; <see langword="null"/> when that is not so.</summary>
    public string? Refusal { get; init; }
}
