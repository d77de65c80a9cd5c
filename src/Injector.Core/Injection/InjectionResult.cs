using System.Collections.Immutable;
using Injector.Core.Decisions;
using Injector.Core.Plans;
using Injector.Grammar.Messages;

namespace Injector.Core.Injection;

/// <summary>The decision for a pod, the reasons, and the patch that carries it out.</summary>
public sealed record InjectionResult
{
    /// <summary>The decision.</summary>
    public required InjectionDecision Decision { get; init; }

    /// <summary>The answer of every rule that was evaluated, in the fixed order of the rules.</summary>
    public required ImmutableArray<RuleFinding> Findings { get; init; }

    /// <summary>The requested profiles in the order in which they apply, unknown ones last. Default: none.</summary>
    public ImmutableArray<RequestedProfile> Profiles { get; init; } = [];

    /// <summary>The plan, even if the decision is not to apply it; <see langword="null"/> when none could be built.</summary>
    public InjectionPlan? Plan { get; init; }

    /// <summary>JSON Patch (RFC 6902) as UTF-8; empty when there is nothing to change. For a skipped pod it may record the reason in an annotation.</summary>
    public ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>Warnings for the client that created the pod, at most 120 characters each. Default: none.</summary>
    public ImmutableArray<DisplayText> Warnings { get; init; } = [];

    /// <summary>The same warnings uncut, and more of them, for logs and the command line. Default: none.</summary>
    public ImmutableArray<DisplayText> FullWarnings { get; init; } = [];
}
