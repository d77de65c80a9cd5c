using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Rules for security contexts.</summary>
internal static class SecurityRules
{
    /// <summary>Checks the rendered security context of a container.</summary>
    internal static void Check(TemplateNode.Object? security, RuleContext context)
    {
        if (security is null)
        {
            return;
        }

        if (security.Flag("allowPrivilegeEscalation") is false && IsPrivileged(security))
        {
            context.Wrong(security, "a privileged container, or one with the capability SYS_ADMIN, needs allowPrivilegeEscalation: true");
        }

        if (security.Flag("runAsNonRoot") is true && security.Integer("runAsUser") is 0)
        {
            context.Wrong(security.Find("runAsUser")!, "user 0 is root; state runAsNonRoot: false as well, or choose another user");
        }

        foreach (var name in (ReadOnlySpan<string>)["runAsUser", "runAsGroup"])
        {
            if (security.Integer(name) is < 0 or > int.MaxValue)
            {
                context.Wrong(security.Find(name)!, $"must be from 0 to {int.MaxValue}");
            }
        }

        CheckProfile(security.Object("seccompProfile"), context);
        CheckProfile(security.Object("appArmorProfile"), context);
    }

    private static bool IsPrivileged(TemplateNode.Object security) =>
        security.Flag("privileged") is true
        || security.Object("capabilities")?.Find("add") is TemplateNode.Array added
            && added.Items.Any(item => item.AsText() is "SYS_ADMIN" or "CAP_SYS_ADMIN");

    private static void CheckProfile(TemplateNode.Object? profile, RuleContext context)
    {
        if (profile is not null && (profile.Text("type") is "Localhost") != (profile.Find("localhostProfile") is not null))
        {
            context.Wrong(profile, "type Localhost and localhostProfile go together: state both or neither");
        }
    }
}
