namespace Injector.Profiles.Resource.Restrictions;

/// <summary>Restrictions on tenants' profiles. Every namespace but Injector's own is a tenant's.</summary>
public enum TenantRule
{
    /// <summary>No volume is a path of the node.</summary>
    HostPath,

    /// <summary>No container is privileged, escalates privileges, unmasks <c>/proc</c> or runs as a Windows host process.</summary>
    Privileged,

    /// <summary>No container adds Linux capabilities.</summary>
    Capabilities,

    /// <summary>The profile does not apply to pods in the host network.</summary>
    HostNetwork,

    /// <summary>No container uses a host port.</summary>
    HostPort,

    /// <summary>No container gets a service account token.</summary>
    ApiToken,

    /// <summary>No container opts out of the runtime's seccomp profile, by field or by annotation.</summary>
    Seccomp,

    /// <summary>No container is unconfined by AppArmor, by field or by annotation.</summary>
    AppArmor,

    /// <summary>No container chooses an SELinux user, role or type, except for the usual container types.</summary>
    SELinux,

    /// <summary>No container runs as root, or as a Windows administrator.</summary>
    Root,

    /// <summary>No probe or hook makes the kubelet call a host other than the pod.</summary>
    ProbeHost,

    /// <summary>Volumes are of the types in <see cref="ProfileRestrictions.VolumeTypes"/>.</summary>
    VolumeType,

    /// <summary>Only annotations in <see cref="ProfileRestrictions.AllowedAnnotations"/> are added, and never one of Injector's own.</summary>
    Annotations,

    /// <summary>Only labels in <see cref="ProfileRestrictions.AllowedLabels"/> are added, and never one of Injector's own.</summary>
    Labels,

    /// <summary>Application containers get no variable or mount that makes their loader or shell run something else.</summary>
    Loader,
}

/// <summary>Names of the rules in configuration and messages.</summary>
public static class TenantRuleText
{
    /// <summary>
    /// Whether 0.1.0 had the rule. Objects that violate only newer rules were stored in good faith: they stay in use, with a warning in their condition, until
    /// 0.3.0, but can no longer be stored.
    /// </summary>
    internal static bool IsEstablished(this TenantRule rule) => rule <= TenantRule.ApiToken;

    /// <summary>The name of a rule, such as <c>host-path</c>.</summary>
    /// <param name="rule">The rule.</param>
    public static string Text(this TenantRule rule) => rule switch
    {
        TenantRule.HostPath => "host-path",
        TenantRule.Privileged => "privileged",
        TenantRule.Capabilities => "capabilities",
        TenantRule.HostNetwork => "host-network",
        TenantRule.HostPort => "host-port",
        TenantRule.ApiToken => "api-token",
        TenantRule.Seccomp => "seccomp",
        TenantRule.AppArmor => "app-armor",
        TenantRule.SELinux => "selinux",
        TenantRule.Root => "root",
        TenantRule.ProbeHost => "probe-host",
        TenantRule.VolumeType => "volume-type",
        TenantRule.Annotations => "annotations",
        TenantRule.Labels => "labels",
        TenantRule.Loader => "loader",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not a rule"),
    };
}
