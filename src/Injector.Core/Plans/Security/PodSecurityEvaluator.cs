using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Security;

/// <summary>
/// Holds what a profile adds against the Pod Security Standards, version v1.34: every control of the levels baseline and restricted that a container, a
/// volume or an annotation can break (k8s.io/pod-security-admission, folder policy).
/// </summary>
internal static class PodSecurityEvaluator
{
    private const string AppArmorPrefix = "container.apparmor.security.beta.kubernetes.io/";

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

    private static readonly string[] SeLinuxTypes = ["container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];

    public static SecurityNeed Volume(SecurityNeed need, JsonObject volume)
    {
        var name = volume["name"].AsText();
        foreach (var (source, definition) in volume)
        {
            need = source switch
            {
                "name" => need,
                _ when definition is null => need,
                "hostPath" => need.Or(PodSecurityLevel.Privileged, $"volume {name} is a hostPath"),
                _ when RestrictedVolumes.Contains(source) => need,
                _ => need.Or(PodSecurityLevel.Baseline, $"volume {name} is of type {source}"),
            };
        }

        return need;
    }

    /// <summary>Annotations named AppArmor profiles ahead of the fields; those that named seccomp profiles mean nothing since 1.27.</summary>
    public static SecurityNeed Annotation(SecurityNeed need, string key, string value) =>
        !key.StartsWith(AppArmorPrefix, StringComparison.Ordinal) || value is "" or "runtime/default" || value.StartsWith("localhost/", StringComparison.Ordinal)
            ? need
            : need.Or(PodSecurityLevel.Privileged, $"annotation {key} is {value}");

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

        if ((container["ports"] as JsonArray)?.Any(port => port.Member("hostPort").AsInteger() is not (null or 0)) == true)
        {
            return "uses a hostPort";
        }

        if (Loosens(context.Member("seccompProfile")) || context.Member("procMount").AsText() is not (null or "Default"))
        {
            return "loosens seccomp or procMount";
        }

        if (Loosens(context.Member("appArmorProfile")))
        {
            return "loosens AppArmor";
        }

        if (context.Member("windowsOptions").Member("hostProcess").AsBoolean() == true)
        {
            return "is a process of the host";
        }

        return SeLinux(context.Member("seLinuxOptions")) ?? (CallsHost(container) is { } field ? $"names a host in its {field}" : null);
    }

    private static bool Loosens(JsonNode? profile) => profile is JsonObject && profile.Member("type").AsText() is not ("RuntimeDefault" or "Localhost");

    private static string? SeLinux(JsonNode? options)
    {
        if (options.Member("type").AsText() is { Length: > 0 } type && !SeLinuxTypes.Contains(type))
        {
            return $"has the SELinux type {type}";
        }

        return options.Member("user").AsText() is { Length: > 0 } || options.Member("role").AsText() is { Length: > 0 } ? "sets a user or role of SELinux" : null;
    }

    // From v1.34 on: through the kubelet, a probe or hook reaches what the pod itself may not.
    private static string? CallsHost(JsonObject container) =>
        Probes.FirstOrDefault(probe => NamesHost(container[probe]))
        ?? (Hooks.FirstOrDefault(hook => NamesHost(container["lifecycle"].Member(hook))) is { } called ? $"{called} hook" : null);

    private static bool NamesHost(JsonNode? handler) =>
        handler.Member("httpGet").Member("host").AsText() is { Length: > 0 } || handler.Member("tcpSocket").Member("host").AsText() is { Length: > 0 };

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
