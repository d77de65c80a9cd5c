using Injector.Core.Plans;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>What happens to a pod. A closed set; consumers switch over it.</summary>
public abstract record InjectionDecision
{
    private InjectionDecision()
    {
    }

    /// <summary>The stable code of the decision: a metric label, a log field, an audit annotation.</summary>
    public abstract ReasonCode Reason { get; }

    /// <summary>The plan is carried out.</summary>
    /// <param name="Plan">What is added.</param>
    public sealed record Inject(InjectionPlan Plan) : InjectionDecision
    {
        /// <inheritdoc/>
        public override ReasonCode Reason => ReasonCode.Injected;
    }

    /// <summary>The pod goes through without sidecars.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Message">Why, for people.</param>
    /// <param name="IsRequested">Whether the pod asked for injection, so that its author must be told.</param>
    public sealed record Skip(ReasonCode Code, DisplayText Message, bool IsRequested) : InjectionDecision
    {
        /// <inheritdoc/>
        public override ReasonCode Reason => Code;
    }

    /// <summary>The pod is refused.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Message">Why, which rule, and what to write instead.</param>
    /// <param name="StatusCode">HTTP status for the creator: 422 for a value to fix, 403 for something not allowed.</param>
    public sealed record Deny(ReasonCode Code, DisplayText Message, int StatusCode) : InjectionDecision
    {
        /// <inheritdoc/>
        public override ReasonCode Reason => Code;
    }
}
