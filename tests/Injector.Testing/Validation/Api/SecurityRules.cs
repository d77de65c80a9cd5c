using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>Security contexts, and the annotations that came before them.</summary>
internal static class SecurityRules
{
    private const string AppArmor = "container.apparmor.security.beta.kubernetes.io/";

    private static readonly string[] ProfileTypes = ["RuntimeDefault", "Localhost", "Unconfined"];

    public static void CheckPod(JsonObject spec, JsonObject? annotations, Findings findings)
    {
        var context = spec.Map("securityContext");
        CheckNumbers(context, "spec.securityContext", findings);
        CheckProfile(context.Map("seccompProfile"), "spec.securityContext.seccompProfile", findings);
        CheckProfile(context.Map("appArmorProfile"), "spec.securityContext.appArmorProfile", findings);
        var names = spec.Items("containers").Concat(spec.Items("initContainers")).Select(container => container.Text("name")).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, _) in annotations ?? [])
        {
            findings.Require(
                !key.StartsWith(AppArmor, StringComparison.Ordinal) || names.Contains(key[AppArmor.Length..]), $"metadata.annotations[{key}]", "names no container of the pod");
        }

        if (spec.Map("os").Text("name") == "windows")
        {
            CheckWindows(spec, findings);
        }
    }

    public static void CheckContainer(JsonObject? context, string path, bool hostUsers, Findings findings)
    {
        CheckNumbers(context, path, findings);
        CheckProfile(context.Map("seccompProfile"), $"{path}.seccompProfile", findings);
        CheckProfile(context.Map("appArmorProfile"), $"{path}.appArmorProfile", findings);
        findings.Require(context.Text("procMount") is "" or "Default" or "Unmasked", $"{path}.procMount", "is not a mode");
        findings.Require(context.Text("procMount") != "Unmasked" || !hostUsers, $"{path}.procMount", "needs hostUsers: false");
        if (context.Has("allowPrivilegeEscalation") && !context.IsTrue("allowPrivilegeEscalation"))
        {
            findings.Require(!context.IsTrue("privileged"), $"{path}.allowPrivilegeEscalation", "must not be false for a privileged container");
            var adds = context.Map("capabilities")?["add"] as JsonArray ?? [];
            findings.Require(!adds.Any(added => (string?)added is "CAP_SYS_ADMIN"), $"{path}.allowPrivilegeEscalation", "must not be false with CAP_SYS_ADMIN");
        }
    }

    private static void CheckNumbers(JsonObject? context, string path, Findings findings)
    {
        foreach (var field in (string[])["runAsUser", "runAsGroup", "fsGroup"])
        {
            findings.Require(context.Number(field) is null or (>= 0 and <= int.MaxValue), $"{path}.{field}", "must be from 0 to 2147483647");
        }
    }

    private static void CheckProfile(JsonObject? profile, string path, Findings findings)
    {
        if (profile is not null)
        {
            findings.Require(ProfileTypes.Contains(profile.Text("type")), $"{path}.type", "is not a type");
            findings.Require((profile.Text("type") == "Localhost") == profile.Has("localhostProfile"), $"{path}.localhostProfile", "goes with Localhost alone");
        }
    }

    private static void CheckWindows(JsonObject spec, Findings findings)
    {
        string[] fields = ["appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged", "allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup"];
        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            foreach (var field in fields)
            {
                findings.Require(!container.Map("securityContext").Has(field), $"container {container.Text("name")}", $"{field} is not for Windows");
            }
        }

        findings.Require(spec.Map("resources") is null, "spec.resources", "is not for Windows");
    }
}
