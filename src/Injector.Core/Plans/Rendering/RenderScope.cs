using System.Collections.Immutable;
using Injector.Core.Decisions;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Rendering;

/// <summary>The variables of one profile for one pod.</summary>
internal sealed class RenderScope(
    SidecarProfile profile,
    ImmutableArray<ResolvedParameter> parameters,
    RenderFacts facts,
    ImmutableArray<KeyValuePair<string, int>> ports) : IVariableScope
{
    public TemplateValue Resolve(VariableReference reference) => reference.Root switch
    {
        "params" => Parameter(reference.Name),
        "ports" => Port(reference.Name),
        "pod" => Text(facts.Namespace),
        "workload" => Text(reference.Name == "kind" ? facts.WorkloadKind : facts.WorkloadName),
        "app" => Text(reference.Name == "image" ? facts.AppImage : facts.AppContainer),
        "profile" => Text(profile.Name),
        "sidecar" => Text(facts.Mode is SidecarMode.Native ? "native" : "classic"),
        _ => TemplateValue.None,
    };

    private static TemplateValue Text(string text) => text.Length == 0 ? TemplateValue.None : new TemplateValue.Text(text);

    private TemplateValue Parameter(string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Parameter.Name == name)
            {
                return parameter.Value;
            }
        }

        return TemplateValue.None;
    }

    private TemplateValue Port(string name)
    {
        foreach (var port in ports)
        {
            if (port.Key == name)
            {
                return new TemplateValue.Integer(port.Value);
            }
        }

        return TemplateValue.None;
    }
}
