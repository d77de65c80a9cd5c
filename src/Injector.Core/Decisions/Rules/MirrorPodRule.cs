namespace Injector.Core.Decisions.Rules;

/// <summary>Static pods are the kubelet's; the API server only mirrors them, so a patch would describe containers that do not run.</summary>
internal sealed class MirrorPodRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.MirrorPod;

    public RuleVerdict Evaluate(DecisionContext context) => context.Pod.Annotations.Contains("kubernetes.io/config.mirror")
        ? RuleVerdict.LeaveAlone("it mirrors a static pod, which only the kubelet can change", context.IsRequested)
        : RuleVerdict.Pass();
}
