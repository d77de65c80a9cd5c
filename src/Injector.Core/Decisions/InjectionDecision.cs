using Injector.Core.Plans;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>What happens to a pod. A closed set; consumers switch over it.</summary>
public abstract record InjectionDecision
{
    private InjectionDecision()
    {
    }

    /// <summary>The code of the decision, stable between releases; used as metric label, log field and audit annotation.</summary>
    public abstract ReasonCode Reason { get; }

    /// <summary>Sidecars are injected.</summary>
    /// <param name="Plan">What is added.</param>
    public sealed record Inject(InjectionPlan Plan) : InjectionDecision
    {
        /// <inheritdoc/>
        public override ReasonCode Reason => ReasonCode.Injected;
    }

    /// <summary>The pod is admitted without sidecars.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Message">Why, for logs and warnings.</param>
    /// <param name="IsRequested">Whether the pod requested injection, so that its author is warned.</param>
    public sealed record Skip(ReasonCode Code, DisplayText Message, bool IsRequested) : InjectionDecision
    {
        /// <inheritdoc/>
        public override ReasonCode Reason => Code;
    }

    /// <summary>The pod is refused.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Message">Which rule objects, why, and what to write instead.</param>
    /// <param name="StatusCode">HTTP status for the client: 422 for an invalid value, 403 for something that is not allowed.</param>
    public sealed record Deny(ReasonCode Code, DisplayText Message, int StatusCode) : InjectionDecision
    {
        /// <inheritdoc/>
        public override ReasonCode Reason => Code;
    }
}
