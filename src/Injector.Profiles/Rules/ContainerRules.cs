using Injector.Core.Profiles.Templates;
using Injector.Grammar.Names;

namespace Injector.Profiles.Rules;

/// <summary>
/// What the API server's pod validation requires of a container beyond its schema, so that a pod is never rejected because of an injected container; source:
/// Kubernetes' pod validation (ValidateContainers and the functions it calls).
/// </summary>
internal static class ContainerRules
{
    private static readonly string[] OnlyBesideTheApplication = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];

    /// <summary>Checks a rendered container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="runsToCompletion">Whether it is an init container that terminates before the application starts.</param>
    /// <param name="surroundings">Receives errors.</param>
    internal static void Check(TemplateNode.Object container, bool runsToCompletion, RuleContext surroundings)
    {
        var context = surroundings.Inside(container);
        CheckName(container, context);
        CheckImage(container, context);
        if (runsToCompletion)
        {
            CheckEnds(container, context);
        }

        MountRules.Check(container.Objects("volumeMounts"), context);
        PortRules.Check(container, context);
        EnvRules.Check(container.Objects("env"), context);
        EnvRules.CheckSources(container.Objects("envFrom"), context);
        ProbeRules.CheckAll(container, context);
        ResourceRules.Check(container.Object("resources"), context);
        SecurityRules.Check(container.Object("securityContext"), context);
    }

    private static void CheckName(TemplateNode.Object container, RuleContext context)
    {
        if (container.Text("name") is { } name && !DnsName.IsLabel(name))
        {
            context.Wrong(container.Find("name")!, $"'{name}' is not a container name: up to 63 lower-case letters, digits and inner hyphens");
        }
    }

    private static void CheckImage(TemplateNode.Object container, RuleContext context)
    {
        if (container.Find("image") is not { } node)
        {
            context.Wrong(container, "the field 'image' is missing; an injected container needs one");
        }
        else if (node.AsText() is { } image && (image.Length == 0 || image.Any(char.IsWhiteSpace)))
        {
            context.Wrong(node, $"'{image}' is not an image: it is empty or has white space in it");
        }
    }

    private static void CheckEnds(TemplateNode.Object container, RuleContext context)
    {
        foreach (var name in OnlyBesideTheApplication)
        {
            if (container.Find(name) is { } node)
            {
                context.Wrong(node, $"'{name}' is not allowed on an init container that runs to its end; remove it, or make the container a sidecar");
            }
        }

        foreach (var policy in container.Objects("resizePolicy").Where(policy => policy.Text("restartPolicy") is "RestartContainer"))
        {
            context.Wrong(policy, "'RestartContainer' is not allowed on an init container that runs to its end");
        }
    }
}
