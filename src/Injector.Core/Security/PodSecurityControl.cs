using Injector.Core.Settings;

namespace Injector.Core.Security;

/// <summary>One control of the Pod Security Standards: which level permits a violation, and in which versions of the policy it applies.</summary>
/// <remarks>
/// Levels, versions and exceptions are those of the policy package of k8s.io/pod-security-admission. Its controls of the pod alone (host namespaces, sysctls,
/// the pod's own security context) are not here, for a profile can add nothing that they look at.
/// </remarks>
/// <param name="Admits">The strictest level that permits a violation of the control.</param>
/// <param name="Since">First minor version of the policy, of 1.x, that has the control.</param>
/// <param name="Until">First minor version that no longer has it.</param>
/// <param name="RelaxedSince">First minor version that waives it for pods in a user namespace of their own (<c>hostUsers: false</c>, KEP-127).</param>
/// <param name="Inherited">The setting of the pod that applies if a container states nothing.</param>
internal sealed record PodSecurityControl(
    PodSecurityLevel Admits,
    int Since = 0,
    int Until = int.MaxValue,
    int RelaxedSince = int.MaxValue,
    InheritedSetting Inherited = InheritedSetting.None)
{
    public static PodSecurityControl Privileged { get; } = Baseline();

    public static PodSecurityControl BaselineCapabilities { get; } = Baseline();

    public static PodSecurityControl HostPathVolume { get; } = Baseline();

    public static PodSecurityControl HostPort { get; } = Baseline();

    public static PodSecurityControl HostProcess { get; } = Baseline();

    public static PodSecurityControl AppArmor { get; } = Baseline();

    public static PodSecurityControl SELinux { get; } = Baseline();

    /// <summary>The type <c>container_engine_t</c>, allowed since 1.31.</summary>
    public static PodSecurityControl SELinuxEngineType { get; } = Baseline(until: 31);

    public static PodSecurityControl ProcMount { get; } = Baseline(relaxedSince: 35);

    public static PodSecurityControl SeccompAnnotation { get; } = Baseline(until: 19);

    public static PodSecurityControl SeccompProfile { get; } = Baseline(since: 19);

    public static PodSecurityControl HandlerHost { get; } = Baseline(since: 34);

    public static PodSecurityControl VolumeType { get; } = Restricted();

    public static PodSecurityControl PrivilegeEscalation { get; } = Restricted(since: 8);

    public static PodSecurityControl RootUser { get; } = Restricted(since: 23, relaxedSince: 35);

    public static PodSecurityControl RootAllowed { get; } = Restricted(relaxedSince: 35);

    /// <summary>A container that does not state <c>runAsNonRoot</c>.</summary>
    public static PodSecurityControl NonRootUnstated { get; } = Restricted(relaxedSince: 35, inherited: InheritedSetting.RunAsNonRoot);

    /// <summary>A container that does not state <c>seccompProfile</c>.</summary>
    public static PodSecurityControl SeccompUnstated { get; } = Restricted(since: 19, inherited: InheritedSetting.SeccompProfile);

    public static PodSecurityControl RestrictedCapabilities { get; } = Restricted(since: 22);

    /// <summary>Waived by baseline in a user namespace, but not by restricted.</summary>
    public static PodSecurityControl RestrictedProcMount { get; } = Restricted(since: 35);

    /// <summary>Whether a violation of the control counts for a pod under a version of the policy.</summary>
    /// <param name="version">Minor version of the policy.</param>
    /// <param name="pod">What the pod itself states.</param>
    public bool Counts(int version, in PodSecuritySettings pod) =>
        version >= Since
        && version < Until
        && !(version >= RelaxedSince && pod.HasUserNamespace)
        && Inherited switch
        {
            InheritedSetting.RunAsNonRoot => !pod.RunAsNonRoot,
            InheritedSetting.SeccompProfile => !pod.HasSeccompProfile,
            _ => true,
        };

    private static PodSecurityControl Baseline(int since = 0, int until = int.MaxValue, int relaxedSince = int.MaxValue) =>
        new(PodSecurityLevel.Privileged, since, until, relaxedSince);

    private static PodSecurityControl Restricted(int since = 0, int relaxedSince = int.MaxValue, InheritedSetting inherited = InheritedSetting.None) =>
        new(PodSecurityLevel.Baseline, since, RelaxedSince: relaxedSince, Inherited: inherited);
}
