using System.Collections.Immutable;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>
/// Checks the spec of a tenant's profile against the restrictions. It reads the spec as written and ignores conditions, because anything that a parameter can
/// enable counts as enabled; and every value that is not clearly harmless counts as harmful.
/// </summary>
internal sealed class TenantCheck
{
    private readonly ProfileRestrictions _policy;
    private readonly TenantRefusals _refusals;

    private TenantCheck(ProfileRestrictions policy) => (_policy, _refusals) = (policy, new TenantRefusals(policy));

    /// <summary>All violations, in the order of the fields.</summary>
    internal static ImmutableArray<TenantRefusal> Run(MappingNode spec, ProfileRestrictions policy)
    {
        var check = new TenantCheck(policy);
        check.CheckProfile(spec);
        check.CheckOverrides(spec);
        var additions = new TenantAdditions(policy, check._refusals);
        additions.CheckVolumes(spec["volumes"]);
        additions.CheckApplication(spec["application"], spec["parameters"]);
        additions.CheckPod(spec["pod"]);
        foreach (var part in (ReadOnlySpan<string>)["volumes", "initContainers", "sidecars"])
        {
            check.Descend(spec[part]);
        }

        return check._refusals.All;
    }

    private void CheckProfile(MappingNode spec)
    {
        if (!IsOff(spec["apiToken"]))
        {
            Refuse(TenantRule.ApiToken, spec["apiToken"]!, "profiles of this namespace may not hand out the service account's token");
        }

        if (!IsOff(spec["allowHostNetwork"]))
        {
            Refuse(TenantRule.HostNetwork, spec["allowHostNetwork"]!, "profiles of this namespace may not go into pods on the node's network");
        }
    }

    /// <summary>Values that a pod may substitute count as the profile's own, because they are not checked again at admission.</summary>
    private void CheckOverrides(MappingNode spec)
    {
        foreach (var item in WrittenTree.Items(spec["overrides"]))
        {
            switch (item)
            {
                case ScalarNode { JsonText: "securityContext" }:
                    RefuseFirst(
                        [TenantRule.Privileged, TenantRule.Capabilities, TenantRule.Root, TenantRule.Seccomp, TenantRule.AppArmor, TenantRule.SELinux], item,
                        "profiles of this namespace may not let pods set the securityContext, which may ask for privileges and capabilities; write it into the profile");
                    break;
                case ScalarNode { JsonText: "runAsUser" }:
                    Refuse(TenantRule.Root, item, "profiles of this namespace may not let pods set the user, who may be root; write it into the profile");
                    break;
                case ScalarNode { JsonText: "ports" }:
                    Refuse(TenantRule.HostPort, item, "profiles of this namespace may not let pods set the ports, which may be ports of the node; write them into the profile");
                    break;
            }
        }

        foreach (var item in WrittenTree.Items(spec["allowedImages"]))
        {
            if (item is ScalarNode images && !TenantImages.Cover(images.JsonText, _policy))
            {
                _refusals.Refuse(
                    ProfileRestrictions.ImageRule, item,
                    $"'{images.JsonText}' allows more images than profiles of this namespace may use: {string.Join(", ", _policy.AllowedImages)}");
            }
        }

        foreach (var item in WrittenTree.Items(spec["earlierImages"]))
        {
            if (item is ScalarNode image && !TenantImages.Allow(image.JsonText, _policy))
            {
                _refusals.Refuse(
                    ProfileRestrictions.ImageRule, item,
                    $"'{image.JsonText}' is not among the images that profiles of this namespace may use: {string.Join(", ", _policy.AllowedImages)}");
            }
        }
    }

    private void RefuseFirst(ReadOnlySpan<TenantRule> rules, TreeNode node, string message)
    {
        foreach (var rule in rules)
        {
            if (_policy.Rules.Contains(rule))
            {
                Refuse(rule, node, message);
                return;
            }
        }
    }

    private void Descend(TreeNode? node)
    {
        foreach (var item in (node as SequenceNode)?.Items ?? [])
        {
            Descend(item);
        }

        foreach (var (name, value) in (node as MappingNode)?.Entries ?? [])
        {
            CheckField(name, value);
            Descend(value);
        }
    }

    private void CheckField(string name, TreeNode value)
    {
        TenantSecurity.CheckField(name, value, _refusals);
        switch (name)
        {
            case "hostPath":
                Refuse(TenantRule.HostPath, value, "profiles of this namespace may not mount paths of the node");
                break;
            case "privileged" or "allowPrivilegeEscalation" or "hostProcess" when !IsOff(value):
                Refuse(TenantRule.Privileged, value, "profiles of this namespace may not ask for privileges; write false or leave it out");
                break;
            case "procMount" when value is not ScalarNode { JsonText: "Default" }:
                Refuse(TenantRule.Privileged, value, "profiles of this namespace may not unmask /proc; write Default or leave it out");
                break;
            case "add" when value is not SequenceNode { Items.Count: 0 }:
                Refuse(TenantRule.Capabilities, value, "profiles of this namespace may not add capabilities");
                break;
            case "hostPort":
                Refuse(TenantRule.HostPort, value, "profiles of this namespace may not take ports of the node");
                break;
            case "serviceAccountToken":
                Refuse(TenantRule.ApiToken, value, "profiles of this namespace may not hand out the service account's token");
                break;
            case "image" or "reference" when WrittenTree.Plain(value) is ScalarNode { Kind: ScalarKind.String } image && !TenantImages.Allow(image.JsonText, _policy):
                _refusals.Refuse(ProfileRestrictions.ImageRule, value, $"'{image.JsonText}' is not among the images that profiles of this namespace may use: {string.Join(", ", _policy.AllowedImages)}");
                break;
        }
    }

    private void Refuse(TenantRule rule, TreeNode node, string message) => _refusals.Refuse(rule, node, message);

    private static bool IsOff(TreeNode? node) => node is null or ScalarNode { Kind: ScalarKind.Boolean, JsonText: "false" } or ScalarNode { Kind: ScalarKind.Null };
}
