using Injector.Core.Pods;
using Injector.Core.Settings;

namespace Injector.Core.Decisions.Rules;

/// <summary>A pod that is to end never does while a classic sidecar runs (kubernetes/kubernetes#25908).</summary>
internal sealed class JobWithClassicSidecarRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.JobWithClassicSidecar;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Mode is SidecarMode.Native || !Ends(context.Pod))
        {
            return RuleVerdict.Pass();
        }

        // A record is no way around the question whether what it names is there: a pod that is skipped is let in.
        if (context.Plan is { Unverified.IsEmpty: false } || (context.Plan is null && context.AreSidecarsRequired && context.Status is not { Profiles.IsEmpty: true, InitContainers.IsEmpty: true, Containers.IsEmpty: true }))
        {
            return RuleVerdict.Pass("there is a record of sidecars, which other rules look at");
        }

        var endless = context.Bindings.Where(binding => !binding.Profile.Sidecars.IsEmpty).Select(binding => binding.Profile.Name).ToArray();
        return endless.Length > 0
            ? RuleVerdict.Skip($"the pod is to end (restartPolicy {context.Pod.RestartPolicy}), and a classic sidecar of {string.Join(", ", endless)} never would; native sidecars need Kubernetes 1.29")
            : RuleVerdict.Pass();
    }

    private static bool Ends(PodView pod) => pod.RestartPolicy.Is("Never"u8) || pod.RestartPolicy.Is("OnFailure"u8);
}
