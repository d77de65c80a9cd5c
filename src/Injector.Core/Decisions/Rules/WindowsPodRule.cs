using Injector.Core.Pods;

namespace Injector.Core.Decisions.Rules;

/// <summary>Pod validation rejects Linux security settings in Windows pods, and the images would not start.</summary>
internal sealed class WindowsPodRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.WindowsPod;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Pod.OperatingSystem.Is("windows"u8))
        {
            return RuleVerdict.Skip("the pod runs on Windows and the profiles are for Linux");
        }

        return context.Pod.OperatingSystem.IsEmpty && NodeAffinityReader.RequiresWindows(context.Pod.Affinity)
            ? RuleVerdict.Skip("the required node affinity leaves the pod Windows nodes alone, and the profiles are for Linux")
            : RuleVerdict.Pass();
    }
}
