using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Security;

/// <summary>Holds what a profile adds against the Pod Security Standards (policy v1.34).</summary>
internal static class PodSecurityEvaluator
{
    /// <summary>Capabilities that baseline lets a container add.</summary>
    private static readonly FrozenSet<string> BaselineCapabilities = FrozenSet.ToFrozenSet(
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP",
        "SETUID", "SYS_CHROOT",
    ]);

    private static readonly FrozenSet<string> RestrictedVolumes = FrozenSet.ToFrozenSet(
    [
        "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
    ]);

    public static SecurityNeed Volume(SecurityNeed need, JsonObject volume)
    {
        var name = volume["name"].AsText();
        foreach (var (source, _) in volume)
        {
            need = source switch
            {
                "name" => need,
                "hostPath" => need.Or(PodSecurityLevel.Privileged, $"volume {name} is a hostPath"),
                _ when RestrictedVolumes.Contains(source) => need,
                _ => need.Or(PodSecurityLevel.Baseline, $"volume {name} is of type {source}"),
            };
        }

        return need;
    }

    public static SecurityNeed Container(SecurityNeed need, JsonObject container)
    {
        var name = container["name"].AsText();
        var context = container["securityContext"] as JsonObject;
        need = NeedsPrivileged(context, container) is { } privileged
            ? need.Or(PodSecurityLevel.Privileged, $"container {name} {privileged}")
            : need;
        return NeedsBaseline(context) is { } baseline
            ? need.Or(PodSecurityLevel.Baseline, $"container {name} {baseline}")
            : need;
    }

    private static string? NeedsPrivileged(JsonObject? context, JsonObject container)
    {
        if (IsTrue(context, "privileged"))
        {
            return "is privileged";
        }

        if (Texts(context.Member("capabilities").Member("add")).FirstOrDefault(capability => !BaselineCapabilities.Contains(capability)) is { } added)
        {
            return $"adds the capability {added}";
        }

        if ((container["ports"] as JsonArray)?.Any(port => port.Member("hostPort").AsInteger() > 0) == true)
        {
            return "uses a hostPort";
        }

        return context.Member("seccompProfile").Member("type").AsText() == "Unconfined" || context.Member("procMount").AsText() is not (null or "Default")
            ? "loosens seccomp or procMount"
            : null;
    }

    private static string? NeedsBaseline(JsonObject? context)
    {
        if (!IsTrue(context, "runAsNonRoot") || context.Member("runAsUser").AsInteger() == 0)
        {
            return "may run as root";
        }

        if (context.Member("allowPrivilegeEscalation").AsBoolean() != false)
        {
            return "allows privilege escalation";
        }

        var capabilities = context.Member("capabilities");
        if (!Texts(capabilities.Member("drop")).Contains("ALL") || Texts(capabilities.Member("add")).Any(added => added != "NET_BIND_SERVICE"))
        {
            return "keeps capabilities";
        }

        return context.Member("seccompProfile").Member("type").AsText() is "RuntimeDefault" or "Localhost" ? null : "has no seccomp profile";
    }

    private static bool IsTrue(JsonObject? context, string field) => context.Member(field).AsBoolean() == true;

    private static IEnumerable<string> Texts(JsonNode? node) => (node as JsonArray)?.Select(item => item.AsText() ?? "") ?? [];
}
