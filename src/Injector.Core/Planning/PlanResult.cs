using System.Collections.Immutable;
using Injector.Core.Plans;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning;

/// <summary>A plan and the objections to it.</summary>
/// <param name="Plan">The plan; to be applied only when there are no conflicts.</param>
/// <param name="Conflicts">Clashes with the pod or between profiles, for people.</param>
/// <param name="Violations">Additions that some pod security levels reject.</param>
internal sealed record PlanResult(InjectionPlan Plan, MessageList Conflicts, ImmutableArray<ProfileViolations> Violations)
{
    /// <summary>Containers that have the name of one of ours but cannot be verified, for people.</summary>
    public required MessageList Unverified { get; init; }
}
