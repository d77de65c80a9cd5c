namespace Injector.Profiles.Resource.Policy;

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
