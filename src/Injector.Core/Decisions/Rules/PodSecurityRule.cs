using Injector.Core.Snapshots;

namespace Injector.Core.Decisions.Rules;

/// <summary>What the namespace's enforced level would reject is refused here, where the reason can be told (Pod Security Admission runs later).</summary>
internal sealed class PodSecurityRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.PodSecurity;

    private const string Label = "pod-security.kubernetes.io/enforce";

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Plan is not { } result)
        {
            return RuleVerdict.NotReached("there is no plan");
        }

        var allowed = Allowed(context);
        foreach (var need in result.SecurityNeeds)
        {
            if (need.Level > allowed)
            {
                return RuleVerdict.Forbidden(
                    $"profile {need.Profile} needs pod security level {Text(need.Level)} ({need.Reason}), but namespace {context.Request.Namespace} "
                    + $"allows {Text(allowed)}; label the namespace {Label}={Text(need.Level)} or leave the profile out");
            }
        }

        return RuleVerdict.Pass();
    }

    private static PodSecurityLevel Allowed(DecisionContext context) => context.Namespace.Labels.GetValueOrDefault(Label) switch
    {
        "restricted" => PodSecurityLevel.Restricted,
        "baseline" => PodSecurityLevel.Baseline,
        "privileged" => PodSecurityLevel.Privileged,
        _ => context.Settings.DefaultPodSecurity,
    };

    private static string Text(PodSecurityLevel level) => level switch
    {
        PodSecurityLevel.Restricted => "restricted",
        PodSecurityLevel.Baseline => "baseline",
        _ => "privileged",
    };
}
