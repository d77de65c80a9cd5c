using System.Globalization;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>
/// Rules for the confinement of containers, after the baseline level of the Pod Security Standards, and for hosts in probes. A value under a condition or with
/// a variable is refused unless it is clearly harmless.
/// </summary>
internal static class TenantSecurity
{
    internal static void CheckField(string name, TreeNode value, TenantRefusals refusals)
    {
        switch (name)
        {
            case "seccompProfile" when !IsConfined(value):
                refusals.Refuse(TenantRule.Seccomp, value, "profiles of this namespace may not leave the runtime's seccomp profile; write type RuntimeDefault, type Localhost, or nothing");
                break;
            case "appArmorProfile" when !IsConfined(value):
                refusals.Refuse(TenantRule.AppArmor, value, "profiles of this namespace may not leave the runtime's AppArmor profile; write type RuntimeDefault, type Localhost, or nothing");
                break;
            case "seLinuxOptions" when !IsOrdinary(value):
                refusals.Refuse(TenantRule.SELinux, value, "profiles of this namespace may not choose a user, role or type of SELinux; leave them out");
                break;
            case "runAsUser" when !IsNotRoot(value):
                refusals.Refuse(TenantRule.Root, value, "profiles of this namespace may not run as root; write a number above 0, $(app.user), or nothing");
                break;
            case "runAsNonRoot" when WrittenTree.Plain(value) is not ScalarNode { Kind: ScalarKind.Boolean, JsonText: "true" } and not ScalarNode { Kind: ScalarKind.Null }:
                refusals.Refuse(TenantRule.Root, value, "profiles of this namespace may not run as root; write true or leave it out");
                break;
            case "runAsUserName":
                refusals.Refuse(TenantRule.Root, value, "profiles of this namespace may not choose a user of Windows, who may be the administrator");
                break;
            case "host" when WrittenTree.Plain(value) is not ScalarNode { JsonText: "" } and not ScalarNode { Kind: ScalarKind.Null }:
                // Only httpGet and tcpSocket have this field, and the kubelet connects to it from the node.
                refusals.Refuse(TenantRule.ProbeHost, value, "profiles of this namespace may not let the kubelet call other hosts than the pod; leave it out");
                break;
        }
    }

    private static bool IsConfined(TreeNode profile) => WrittenTree.Plain(profile) switch
    {
        ScalarNode { Kind: ScalarKind.Null } => true,
        MappingNode mapping => mapping["type"] is { } type && WrittenTree.Plain(type) is ScalarNode { JsonText: "RuntimeDefault" or "Localhost" },
        _ => false,
    };

    private static bool IsOrdinary(TreeNode options) => WrittenTree.Plain(options) switch
    {
        ScalarNode { Kind: ScalarKind.Null } => true,
        MappingNode mapping => mapping.Entries.All(entry => entry.Name switch
        {
            "level" or "$when" => true,
            "type" => WrittenTree.Plain(entry.Value) is ScalarNode { JsonText: "container_t" or "container_init_t" or "container_kvm_t" or "" },
            _ => WrittenTree.Plain(entry.Value) is ScalarNode { JsonText: "" } or ScalarNode { Kind: ScalarKind.Null },
        }),
        _ => false,
    };

    private static bool IsNotRoot(TreeNode user) => WrittenTree.Plain(user) switch
    {
        ScalarNode { Kind: ScalarKind.Null } or ScalarNode { Kind: ScalarKind.String, JsonText: "$(app.user)" } => true,
        ScalarNode scalar => long.TryParse(scalar.JsonText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
        _ => false,
    };
}
