using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;

namespace Injector.Core.Requests;

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
        "profile" => Text(profile.Name),
        _ => Fact(facts, reference),
    };

    /// <summary>A variable that depends only on the pod.</summary>
    public static TemplateValue Fact(RenderFacts facts, VariableReference reference) => (reference.Root, reference.Name) switch
    {
        ("pod", _) => Text(facts.Namespace),
        ("workload", "kind") => Text(facts.WorkloadKind),
        ("workload", "replicas") => Number(facts.Replicas),
        ("workload", _) => Text(facts.WorkloadName),
        ("app", "image") => Text(facts.AppImage),
        ("app", "pullPolicy") => Text(facts.AppPullPolicy),
        ("app", "workingDir") => Text(facts.AppWorkingDir),
        ("app", "user") => Number(facts.AppUser),
        ("app", "group") => Number(facts.AppGroup),
        ("app", _) => Text(facts.AppContainer),
        ("sidecar", "lingers") => Number(facts.Lingers),
        ("sidecar", "sleeps") => Number(facts.KnowsSleepHook ? facts.Lingers : null),
        ("sidecar", _) => Text(facts.Mode.Text()),
        _ => TemplateValue.None,
    };

    private static TemplateValue Text(string text) => text.Length == 0 ? TemplateValue.None : new TemplateValue.Text(text);

    private static TemplateValue Number(long? number) => number is { } known ? new TemplateValue.Integer(known) : TemplateValue.None;

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
