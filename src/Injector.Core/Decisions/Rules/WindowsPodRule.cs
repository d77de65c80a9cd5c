namespace Injector.Core.Decisions.Rules;

/// <summary>Pod validation rejects Linux security settings in Windows pods, and the images would not start.</summary>
internal sealed class WindowsPodRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.WindowsPod;

    public RuleVerdict Evaluate(DecisionContext context) => context.Pod.OperatingSystem.Is("windows"u8)
        ? RuleVerdict.Skip("the pod runs on Windows and the profiles are for Linux")
        : RuleVerdict.Pass();
}
