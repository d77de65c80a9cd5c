using System.Collections.Immutable;
using Injector.Core.Decisions;
using Injector.Core.Decisions.Rules;

namespace Injector.Core.Injection;

/// <summary>Evaluates the rules in their fixed order and keeps every answer; the first Skip or Deny is decisive.</summary>
internal static class DecisionMaker
{
    private static readonly ImmutableArray<IInjectionRule> Rules =
    [
        new MirrorPodRule(),
        new OwnNamespaceRule(),
        new ExcludedNamespaceRule(),
        new OptedOutRule(),
        new NotRequestedRule(),
        new OversizeRule(),
        new WindowsPodRule(),
        new HostNetworkRule(),
        new AlreadyInjectedRule(),
        new JobWithClassicSidecarRule(),
        new UnknownProfileRule(),
        new BadParameterRule(),
        new ConflictRule(),
        new UnverifiedRule(),
        new PodSecurityRule(),
        new AnnotationOnWorkloadRule(),
    ];

    /// <summary>Returns the answers, and the rule that decided with its verdict; <see langword="null"/> when no rule objects to injection.</summary>
    public static (ImmutableArray<RuleFinding> Findings, (ReasonCode Code, RuleVerdict Verdict)? Decisive) Evaluate(DecisionContext context)
    {
        if (OversizeRule.Annotations(context) is { } oversize)
        {
            return ([new RuleFinding(ReasonCode.Oversize, oversize.Answer, oversize.Message)], (ReasonCode.Oversize, oversize));
        }

        var findings = ImmutableArray.CreateBuilder<RuleFinding>(Rules.Length);
        (ReasonCode, RuleVerdict)? decisive = null;
        foreach (var rule in Rules)
        {
            context.Request.Cancellation.ThrowIfCancellationRequested();
            var verdict = rule.Evaluate(context).Bounded();
            findings.Add(new RuleFinding(rule.Code, verdict.Answer, verdict.Message));
            if (decisive is null && verdict.Answer is (RuleAnswer.Skip or RuleAnswer.Deny))
            {
                decisive = (rule.Code, verdict);
            }

            if (verdict.IsFinal)
            {
                break;
            }
        }

        return (findings.DrainToImmutable(), decisive);
    }
}
