using System.Collections.Frozen;
using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Security;

/// <summary>Checks a container against the controls of the baseline and restricted levels.</summary>
internal static class ContainerControls
{
    private static readonly FrozenSet<string> DefaultCapabilities = FrozenSet.ToFrozenSet(
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP",
        "SETUID", "SYS_CHROOT",
    ]);

    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];
    private static readonly string[] Handlers = ["httpGet", "tcpSocket"];

    /// <summary>The container's violations, in any version of the policy.</summary>
    public static ImmutableArray<SecurityViolation> Violations(JsonDraftNode container)
    {
        var found = new ViolationList("container", container.Member("name").AsText());
        var context = container.Member("securityContext");
        FindBaseline(ref found, context);
        FindSELinux(ref found, context.Member("seLinuxOptions"));
        FindHostPorts(ref found, container.Member("ports"));
        FindHosts(ref found, container);
        FindRestricted(ref found, context);
        return found.Items;
    }

    private static void FindBaseline(ref ViolationList found, JsonDraftNode context)
    {
        found.AddIf(context.Member("privileged").AsBoolean() == true, PodSecurityControl.Privileged, "is privileged");
        found.AddIf(context.Member("windowsOptions").Member("hostProcess").AsBoolean() == true, PodSecurityControl.HostProcess, "is a process of the host (windowsOptions.hostProcess)");
        foreach (var (_, added) in Added(context))
        {
            var capability = added.AsText() ?? "";
            if (!DefaultCapabilities.Contains(capability))
            {
                found.Add(PodSecurityControl.BaselineCapabilities, $"adds the capability {capability}");
            }
        }

        if (Confinement(context.Member("appArmorProfile")) is { } appArmor)
        {
            found.Add(PodSecurityControl.AppArmor, $"sets appArmorProfile.type to {appArmor}");
        }

        if (Confinement(context.Member("seccompProfile")) is { } seccomp)
        {
            found.Add(PodSecurityControl.SeccompProfile, $"sets seccompProfile.type to {seccomp}");
        }

        if (context.Member("procMount").AsText() is { } procMount and not "Default")
        {
            found.Add(PodSecurityControl.ProcMount, $"sets procMount to {procMount}");
            found.Add(PodSecurityControl.RestrictedProcMount, $"sets procMount to {procMount}");
        }
    }

    private static void FindSELinux(ref ViolationList found, JsonDraftNode options)
    {
        var type = options.Member("type").AsText();
        switch (type)
        {
            case null or "" or "container_t" or "container_init_t" or "container_kvm_t":
                break;
            case "container_engine_t":
                found.Add(PodSecurityControl.SELinuxEngineType, $"sets seLinuxOptions.type to {type}");
                break;
            default:
                found.Add(PodSecurityControl.SELinux, $"sets seLinuxOptions.type to {type}");
                break;
        }

        found.AddIf(options.Member("user").AsText() is { Length: > 0 }, PodSecurityControl.SELinux, "sets seLinuxOptions.user");
        found.AddIf(options.Member("role").AsText() is { Length: > 0 }, PodSecurityControl.SELinux, "sets seLinuxOptions.role");
    }

    private static void FindHostPorts(ref ViolationList found, JsonDraftNode ports)
    {
        foreach (var (_, port) in ports)
        {
            if (port.Member("hostPort").AsInteger() is { } hostPort and not 0)
            {
                found.Add(PodSecurityControl.HostPort, $"uses the hostPort {hostPort}");
            }
        }
    }

    private static void FindHosts(ref ViolationList found, JsonDraftNode container)
    {
        foreach (var field in Probes)
        {
            FindHost(ref found, field, container.Member(field));
        }

        foreach (var hook in Hooks)
        {
            FindHost(ref found, hook, container.Member("lifecycle").Member(hook));
        }
    }

    private static void FindHost(ref ViolationList found, string field, JsonDraftNode handler)
    {
        foreach (var kind in Handlers)
        {
            if (handler.Member(kind).Member("host").AsText() is { Length: > 0 } host)
            {
                found.Add(PodSecurityControl.HandlerHost, $"sets {field}.{kind}.host to {host}");
            }
        }
    }

    private static void FindRestricted(ref ViolationList found, JsonDraftNode context)
    {
        found.AddIf(context.Member("runAsUser").AsInteger() == 0, PodSecurityControl.RootUser, "runs as root (runAsUser 0)");
        var nonRoot = context.Member("runAsNonRoot").AsBoolean();
        found.AddIf(nonRoot == false, PodSecurityControl.RootAllowed, "may run as root (runAsNonRoot is false)");
        found.AddIf(nonRoot is null, PodSecurityControl.NonRootUnstated, "may run as root (runAsNonRoot is not stated)");
        found.AddIf(context.Member("allowPrivilegeEscalation").AsBoolean() != false, PodSecurityControl.PrivilegeEscalation, "allows privilege escalation");
        found.AddIf(!context.Member("seccompProfile").Exists, PodSecurityControl.SeccompUnstated, "has no seccomp profile");
        found.AddIf(!Drops(context, "ALL"), PodSecurityControl.RestrictedCapabilities, "keeps capabilities (capabilities.drop lacks ALL)");
        foreach (var (_, added) in Added(context))
        {
            if (added.AsText() is var capability && capability != "NET_BIND_SERVICE")
            {
                found.Add(PodSecurityControl.RestrictedCapabilities, $"adds the capability {capability}");
            }
        }
    }

    /// <summary>
    /// The type of a profile other than the runtime's default or a node's profile, "nothing" if it has none; <see langword="null"/> when the control is met.
    /// </summary>
    private static string? Confinement(JsonDraftNode profile)
    {
        var type = profile.Member("type").AsText();
        return !profile.Exists || type is "RuntimeDefault" or "Localhost" ? null : type ?? "nothing";
    }

    private static bool Drops(JsonDraftNode context, string capability)
    {
        foreach (var (_, dropped) in context.Member("capabilities").Member("drop"))
        {
            if (dropped.AsText() == capability)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The capabilities that are added; none where they are no list.</summary>
    private static JsonDraftNode Added(JsonDraftNode context) => context.Member("capabilities").Member("add") is { IsArray: true } added ? added : default;
}
