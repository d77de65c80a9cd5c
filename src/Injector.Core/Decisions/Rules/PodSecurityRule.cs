using Injector.Core.Security;
using Injector.Core.Settings;

namespace Injector.Core.Decisions.Rules;

/// <summary>What the namespace's enforced level would reject is denied here, with a reason (Pod Security Admission runs later).</summary>
internal sealed class PodSecurityRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.PodSecurity;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Plan is not { } result)
        {
            return RuleVerdict.NotReached("there is no plan");
        }

        if (result.Violations.IsEmpty)
        {
            return RuleVerdict.Pass();
        }

        var policy = PodSecurityRequirements.Of(context.Namespace, context.Settings, context.Snapshot.Capabilities);
        var pod = PodSecuritySettings.Of(context.Pod);
        foreach (var added in result.Violations)
        {
            var need = SecurityNeed.Of(added.Items, policy.Version, pod);
            if (need.Level > policy.Level)
            {
                var level = need.Level.Text();
                return RuleVerdict.Forbidden(
                    $"profile {added.Profile} needs pod security level {level} ({need.Reason}), but namespace {context.Request.Namespace} "
                    + $"allows {policy}; label the namespace {PodSecurityRequirements.LevelLabel}={level} or leave the profile out");
            }
        }

        return RuleVerdict.Pass();
    }
}
