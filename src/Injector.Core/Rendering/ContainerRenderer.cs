using System.Text.Json.Nodes;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Renders containers. The kubelet expands <c>$(NAME)</c> in <c>command</c>, <c>args</c>, <c>env</c>, <c>subPathExpr</c> and the commands of probes, which a
/// value must not trigger; hooks run verbatim.
/// </summary>
internal static class ContainerRenderer
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    public static JsonObject? Render(ProfileContainer container, IVariableScope scope)
    {
        if (container.Container is not TemplateNode.Object template)
        {
            return TemplateRenderer.TryRender(container.Container, scope, out var value) ? value as JsonObject : null;
        }

        // If the container copies the application's variables, a command by the pod's author means the same there as in the application's container.
        var expanded = new ExpansionScope(scope);
        var command = container.Copy.Contains("env") ? scope : expanded;
        var rendered = TemplateRenderer.RenderObject(template, name => name switch
        {
            "command" or "args" => command,
            "env" => expanded,
            "volumeMounts" => new MountScope(scope),
            _ => scope,
        });
        foreach (var probe in Probes)
        {
            if (rendered[probe].Member("exec") is not null && Member(template, probe) is TemplateNode.Object source
                && Member(source, "exec") is { } action && TemplateRenderer.TryRender(action, expanded, out var exec))
            {
                rendered[probe]!["exec"] = exec;
            }
        }

        return rendered;
    }

    private static TemplateNode? Member(TemplateNode.Object source, string name)
    {
        foreach (var member in source.Members)
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }
}
