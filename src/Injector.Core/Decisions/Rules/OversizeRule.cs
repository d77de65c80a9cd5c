using Injector.Core.Pods;

namespace Injector.Core.Decisions.Rules;

/// <summary>
/// Pods that are too large to process. A webhook sees them before the API server has validated anything, so their size is whatever a client sends.
/// </summary>
internal sealed class OversizeRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.Oversize;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        var (containers, max) = (context.Pod.InitContainers.Length + context.Pod.Containers.Length, context.Settings.MaxContainers);
        if (containers <= max)
        {
            return RuleVerdict.Pass();
        }

        var message = $"the pod has {containers} containers, and Injector's setting maxContainers allows {max}; split the pod, or have the setting raised";
        return context.AreSidecarsRequired
            ? RuleVerdict.Refuse($"{message}: namespace {context.Request.Namespace} requires injection")
            : RuleVerdict.SkipAtOnce(message);
    }

    /// <summary>
    /// Evaluated before all other rules: the API server rejects such a pod regardless of our decision. <see langword="null"/> when it does not.
    /// </summary>
    public static RuleVerdict? Annotations(DecisionContext context) =>
        AnnotationLimit.Size(context.Pod.Annotations) is > AnnotationLimit.MaxBytes and var bytes
            ? RuleVerdict.LeaveAlone($"the pod's annotations take {bytes} bytes, and Kubernetes allows {AnnotationLimit.MaxBytes}", context.IsRequested)
            : null;
}
