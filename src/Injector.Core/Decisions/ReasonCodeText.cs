namespace Injector.Core.Decisions;

/// <summary>The spelling of <see cref="ReasonCode"/> for machines.</summary>
public static class ReasonCodeText
{
    /// <summary>The code in kebab case, such as <c>host-network</c>; stable between releases.</summary>
    /// <param name="code">The code.</param>
    public static string Text(this ReasonCode code) => code switch
    {
        ReasonCode.Injected => "injected",
        ReasonCode.NotAPodCreate => "not-a-pod-create",
        ReasonCode.MirrorPod => "mirror-pod",
        ReasonCode.OwnNamespace => "own-namespace",
        ReasonCode.ExcludedNamespace => "excluded-namespace",
        ReasonCode.OptedOut => "opted-out",
        ReasonCode.NotRequested => "not-requested",
        ReasonCode.Oversize => "oversize",
        ReasonCode.WindowsPod => "windows-pod",
        ReasonCode.HostNetwork => "host-network",
        ReasonCode.AlreadyInjected => "already-injected",
        ReasonCode.JobWithClassicSidecar => "job-with-classic-sidecar",
        ReasonCode.UnknownProfile => "unknown-profile",
        ReasonCode.BadParameter => "bad-parameter",
        ReasonCode.Conflict => "conflict",
        ReasonCode.Unverified => "unverified",
        ReasonCode.PodSecurity => "pod-security",
        ReasonCode.AnnotationOnWorkload => "annotation-on-workload",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not a reason code"),
    };
}
