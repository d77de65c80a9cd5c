using System.Collections.Immutable;
using Injector.Core.Decisions;
using Injector.Core.Plans;
using Injector.Grammar.Messages;

namespace Injector.Core.Injection;

/// <summary>What was decided for a pod, why, and the patch that does it.</summary>
public sealed record InjectionResult
{
    /// <summary>The decision.</summary>
    public required InjectionDecision Decision { get; init; }

    /// <summary>The answer of every rule that was asked, in the fixed order of the rules.</summary>
    public required ImmutableArray<RuleFinding> Findings { get; init; }

    /// <summary>Profiles that were asked for, in the order in which they apply; unknown ones included.</summary>
    public ImmutableArray<RequestedProfile> Profiles { get; init; } = [];

    /// <summary>The plan, also when something speaks against carrying it out; <see langword="null"/> when none could be made.</summary>
    public InjectionPlan? Plan { get; init; }

    /// <summary>RFC 6902 operations as UTF-8 JSON; empty when there is nothing to do. May accompany a skip: it then records the reason on the pod.</summary>
    public ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>Warnings for whoever created the pod, 120 characters at most each.</summary>
    public ImmutableArray<DisplayText> Warnings { get; init; } = [];

    /// <summary>The same warnings in full, and more of them: for logs and for people at a terminal.</summary>
    public ImmutableArray<DisplayText> FullWarnings { get; init; } = [];
}
