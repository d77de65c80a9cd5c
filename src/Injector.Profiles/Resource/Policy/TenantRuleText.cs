namespace Injector.Profiles.Resource.Policy;

/// <summary>Names of the rules, as configuration and messages spell them.</summary>
public static class TenantRuleText
{
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
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not a rule"),
    };
}
