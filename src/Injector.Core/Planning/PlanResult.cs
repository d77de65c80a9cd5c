using System.Collections.Immutable;
using Injector.Core.Plans;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning;

/// <summary>A plan, with what speaks against it.</summary>
/// <param name="Plan">The plan; to be carried out only when there are no conflicts.</param>
/// <param name="Conflicts">Clashes with the pod or between profiles, for people.</param>
/// <param name="Violations">What is added that not every pod security level admits.</param>
internal sealed record PlanResult(InjectionPlan Plan, MessageList Conflicts, ImmutableArray<ProfileViolations> Violations)
{
    /// <summary>Containers that go by the names of ours and cannot be shown to be ours, for people.</summary>
    public required MessageList Unverified { get; init; }
}
