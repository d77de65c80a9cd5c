namespace Injector.Core.Decisions.Rules;

/// <summary>An annotation on the workload itself has no effect; it belongs on the pod template.</summary>
internal sealed class AnnotationOnWorkloadRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.AnnotationOnWorkload;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Request.Workload is not { MisplacedAnnotations: { IsEmpty: false } misplaced } workload)
        {
            return RuleVerdict.Pass();
        }

        var path = $"{workload.TemplatePath}.metadata.annotations";
        var message = $"{string.Join(", ", misplaced)} on the {workload.Kind} itself has no effect; move it to {path}";
        return context.IsRequested ? RuleVerdict.Pass(message) : RuleVerdict.MisplacedRequest(message);
    }
}
