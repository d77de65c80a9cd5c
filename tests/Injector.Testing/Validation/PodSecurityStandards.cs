using System.Text.Json.Nodes;

namespace Injector.Testing.Validation;

/// <summary>
/// The checks of Pod Security Admission over a whole pod, by the rules that k8s.io/pod-security-admission publishes for each version of the policy. It knows
/// nothing of how the engine holds additions to them.
/// </summary>
public static class PodSecurityStandards
{
    private static readonly string[] Capabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID",
        "SYS_CHROOT",
    ];

    private static readonly string[] Volumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] HostNamespaces = ["hostNetwork", "hostPID", "hostIPC"];

    private static readonly (string Name, int Since)[] Sysctls =
    [
        ("kernel.shm_rmid_forced", 0), ("net.ipv4.ip_local_port_range", 0), ("net.ipv4.tcp_syncookies", 0), ("net.ipv4.ping_group_range", 0),
        ("net.ipv4.ip_unprivileged_port_start", 0), ("net.ipv4.ip_local_reserved_ports", 27), ("net.ipv4.tcp_keepalive_time", 29),
        ("net.ipv4.tcp_fin_timeout", 29), ("net.ipv4.tcp_keepalive_intvl", 29), ("net.ipv4.tcp_keepalive_probes", 29), ("net.ipv4.tcp_rmem", 32),
        ("net.ipv4.tcp_wmem", 32), ("net.ipv4.tcp_slow_start_after_idle", 37), ("net.ipv4.tcp_notsent_lowat", 37),
    ];

    /// <summary>Names of the checks that a pod fails.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="level"><c>privileged</c>, <c>baseline</c> or <c>restricted</c>.</param>
    /// <param name="minor">Minor version of the policy.</param>
    public static IReadOnlySet<string> Failed(JsonNode pod, string level, int minor)
    {
        var failed = new SortedSet<string>(StringComparer.Ordinal);
        if (level != "privileged")
        {
            Baseline(pod, level == "restricted", minor, failed);
        }

        if (level == "restricted")
        {
            Restricted(pod["spec"]!, minor, failed);
        }

        return failed;
    }

    private static void Baseline(JsonNode pod, bool restricted, int minor, SortedSet<string> failed)
    {
        var spec = pod["spec"]!;
        void Check(string name, bool holds) => Fail(failed, name, holds);
        Check("hostNamespaces", !HostNamespaces.Any(field => Is(spec[field], true)));
        Check("hostPathVolumes", !Items(spec["volumes"]).Any(volume => volume["hostPath"] is not null));
        Check("sysctls", Items(spec["securityContext"]?["sysctls"]).All(sysctl => Sysctls.Any(known => known.Name == (string?)sysctl["name"] && known.Since <= minor)));
        foreach (var context in Contexts(spec))
        {
            Check("windowsHostProcess", !Is(context["windowsOptions"]?["hostProcess"], true));
            Check("appArmorProfile", context["appArmorProfile"] is not { } armor || IsRuntimeOrLocal(armor));
            Check("seLinuxOptions", context["seLinuxOptions"] is not { } options || Confines(options, minor));
            Check("seccompProfile", minor < 19 || context["seccompProfile"] is not { } seccomp || IsRuntimeOrLocal(seccomp));
        }

        var relaxesProc = minor >= 35 && !restricted && Is(spec["hostUsers"], false);
        foreach (var container in Containers(spec))
        {
            var context = container["securityContext"];
            Check("privileged", !Is(context?["privileged"], true));
            Check("capabilities", Texts(context?["capabilities"]?["add"]).All(Capabilities.Contains));
            Check("procMount", relaxesProc || (string?)context?["procMount"] is null or "Default");
            Check("hostPorts", Items(container["ports"]).All(port => ((int?)port["hostPort"] ?? 0) == 0));
            Check("hostProbesAndHostLifecycle", minor < 34 || Handlers(container).All(handler => string.IsNullOrEmpty((string?)handler["host"])));
        }

        foreach (var (key, value) in pod["metadata"]?["annotations"] as JsonObject ?? [])
        {
            var text = (string)value!;
            var isLocal = text.StartsWith("localhost/", StringComparison.Ordinal);
            Check("appArmorProfile", !key.StartsWith("container.apparmor.security.beta.kubernetes.io/", StringComparison.Ordinal) || text is "" or "runtime/default" || isLocal);
            var isSeccomp = key == "seccomp.security.alpha.kubernetes.io/pod"
                || Containers(spec).Any(container => key == $"container.seccomp.security.alpha.kubernetes.io/{(string?)container["name"]}");
            Check("seccompProfile", minor >= 19 || !isSeccomp || text is "runtime/default" or "docker/default" || isLocal);
        }
    }

    private static void Restricted(JsonNode spec, int minor, SortedSet<string> failed)
    {
        void Check(string name, bool holds) => Fail(failed, name, holds);
        var pod = spec["securityContext"];
        var mayBeRoot = minor >= 35 && Is(spec["hostUsers"], false);
        Check("restrictedVolumes", Items(spec["volumes"]).All(volume => Volumes.Any(volume.ContainsKey)));
        Check("runAsNonRoot", mayBeRoot || !Is(pod?["runAsNonRoot"], false));
        Check("runAsUser", minor < 23 || mayBeRoot || Contexts(spec).All(context => (long?)context["runAsUser"] != 0));
        foreach (var context in Containers(spec).Select(container => container["securityContext"]))
        {
            Check("allowPrivilegeEscalation", minor < 8 || Is(context?["allowPrivilegeEscalation"], false));
            Check("runAsNonRoot", mayBeRoot || Is(context?["runAsNonRoot"] ?? pod?["runAsNonRoot"], true));
            Check("seccompProfile", minor < 19 || ((context?["seccompProfile"] ?? pod?["seccompProfile"]) is { } seccomp && IsRuntimeOrLocal(seccomp)));
            var capabilities = context?["capabilities"];
            Check("capabilities", minor < 22 || (Texts(capabilities?["drop"]).Contains("ALL") && Texts(capabilities?["add"]).All(added => added == "NET_BIND_SERVICE")));
        }
    }

    private static void Fail(SortedSet<string> failed, string name, bool holds)
    {
        if (!holds)
        {
            failed.Add(name);
        }
    }

    private static bool Confines(JsonNode options, int minor) =>
        ((string?)options["type"] is null or "" or "container_t" or "container_init_t" or "container_kvm_t" || (minor >= 31 && (string?)options["type"] == "container_engine_t"))
        && string.IsNullOrEmpty((string?)options["user"])
        && string.IsNullOrEmpty((string?)options["role"]);

    private static bool IsRuntimeOrLocal(JsonNode profile) => (string?)profile["type"] is "RuntimeDefault" or "Localhost";

    private static IEnumerable<JsonNode> Handlers(JsonObject container) =>
        from owner in new[] { container["livenessProbe"], container["readinessProbe"], container["startupProbe"], container["lifecycle"]?["postStart"], container["lifecycle"]?["preStop"] }
        from handler in new[] { owner?["httpGet"], owner?["tcpSocket"] }
        where handler is not null
        select handler;

    private static IEnumerable<JsonNode> Contexts(JsonNode spec) =>
        Containers(spec).Select(container => container["securityContext"]).Prepend(spec["securityContext"]).OfType<JsonNode>();

    private static IEnumerable<JsonObject> Containers(JsonNode spec) =>
        Items(spec["initContainers"]).Concat(Items(spec["containers"])).Concat(Items(spec["ephemeralContainers"]));

    private static IEnumerable<JsonObject> Items(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<string> Texts(JsonNode? node) => (node as JsonArray ?? []).Select(item => (string)item!);

    private static bool Is(JsonNode? node, bool value) => (bool?)node == value;
}
