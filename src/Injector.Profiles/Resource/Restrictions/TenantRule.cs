namespace Injector.Profiles.Resource.Restrictions;

/// <summary>What profiles of tenants can be denied. A tenant is every namespace but Injector's own.</summary>
public enum TenantRule
{
    /// <summary>No volume is a path of the node.</summary>
    HostPath,

    /// <summary>No container is privileged, escalates privileges, unmasks <c>/proc</c> or is a process of a Windows host.</summary>
    Privileged,

    /// <summary>No container adds Linux capabilities.</summary>
    Capabilities,

    /// <summary>The profile is not for pods that share the node's network.</summary>
    HostNetwork,

    /// <summary>No container takes a port of the node.</summary>
    HostPort,

    /// <summary>No container gets a token of the service account.</summary>
    ApiToken,

    /// <summary>No container leaves the runtime's seccomp profile, by field or by annotation.</summary>
    Seccomp,

    /// <summary>No container is unconfined by AppArmor, by field or by annotation.</summary>
    AppArmor,

    /// <summary>No container chooses an SELinux user, role or type, but the types that containers have anyway.</summary>
    SELinux,

    /// <summary>No container runs as root, or as administrator of Windows.</summary>
    Root,

    /// <summary>No probe or hook makes the kubelet call another host than the pod.</summary>
    ProbeHost,

    /// <summary>Volumes are of the types in <see cref="ProfileRestrictions.VolumeTypes"/>.</summary>
    VolumeType,

    /// <summary>Pods get annotations of <see cref="ProfileRestrictions.AllowedAnnotations"/> alone, and never one of Injector's own.</summary>
    Annotations,

    /// <summary>Pods get labels of <see cref="ProfileRestrictions.AllowedLabels"/> alone, and never one of Injector's own.</summary>
    Labels,

    /// <summary>Application containers get no variable and no mount by which their loader or shell runs something else.</summary>
    Loader,
}

/// <summary>Names of the rules, as configuration and messages spell them.</summary>
public static class TenantRuleText
{
    /// <summary>
    /// Whether 0.1.0 had the rule. Objects that only newer rules refuse were stored in good faith: they are used as they were, with a warning in their
    /// condition, until 0.3.0; whoever stores one now is refused.
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
