using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Rules for probes and lifecycle handlers.</summary>
internal static class ProbeRules
{
    private static readonly string[] Counts = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];
    private static readonly string[] ProbeHandlers = ["exec", "grpc", "httpGet", "tcpSocket"];
    private static readonly string[] LifecycleHandlers = ["exec", "httpGet", "sleep", "tcpSocket"];

    /// <summary>Checks every probe and handler of a rendered container.</summary>
    internal static void CheckAll(TemplateNode.Object container, RuleContext context)
    {
        CheckProbe(container, "startupProbe", context);
        CheckProbe(container, "livenessProbe", context);
        CheckProbe(container, "readinessProbe", context);
        foreach (var name in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (container.Object("lifecycle")?.Object(name) is { } handler)
            {
                CheckHandler(handler, LifecycleHandlers, container, context);
            }
        }
    }

    private static void CheckProbe(TemplateNode.Object container, string name, RuleContext context)
    {
        if (container.Object(name) is not { } probe)
        {
            return;
        }

        CheckHandler(probe, ProbeHandlers, container, context);
        foreach (var count in Counts.Where(count => probe.Integer(count) < 0))
        {
            context.Wrong(probe.Find(count)!, "must not be negative");
        }

        if (name is not "readinessProbe" && probe.Integer("successThreshold") is not (null or 0 or 1))
        {
            context.Wrong(probe.Find("successThreshold")!, $"must be 1 in a {name}");
        }

        if (probe.Find("terminationGracePeriodSeconds") is { } grace && (name is "readinessProbe" || probe.Integer("terminationGracePeriodSeconds") <= 0))
        {
            context.Wrong(grace, name is "readinessProbe" ? "is not allowed in a readinessProbe" : "must be more than 0");
        }
    }

    private static void CheckHandler(TemplateNode.Object owner, string[] handlers, TemplateNode.Object container, RuleContext context)
    {
        OneOfRule.Check(owner, handlers, "a handler", context);
        foreach (var name in (ReadOnlySpan<string>)["httpGet", "tcpSocket", "grpc"])
        {
            if (owner.Object(name) is { } target)
            {
                PortRules.CheckTarget(target, container, context);
            }
        }

        if (owner.Object("exec") is { } exec && exec.Find("command") is null or TemplateNode.Array { Items.IsEmpty: true })
        {
            context.Wrong(owner.Object("exec")!, "the field 'command' is missing or empty");
        }
    }
}
