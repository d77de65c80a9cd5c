using Injector.Core.Pods;
using Injector.Core.Settings;

namespace Injector.Core.Decisions.Rules;

/// <summary>A pod that should run to completion never ends while a classic sidecar runs (kubernetes/kubernetes#25908).</summary>
internal sealed class JobWithClassicSidecarRule : IInjectionRule
{
    public ReasonCode Code => ReasonCode.JobWithClassicSidecar;

    public RuleVerdict Evaluate(DecisionContext context)
    {
        if (context.Mode is SidecarMode.Native || !Ends(context.Pod))
        {
            return RuleVerdict.Pass();
        }

        // Skipping admits the pod, so a record must not bypass the check that the recorded containers are really there.
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
