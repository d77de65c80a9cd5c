using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;

namespace Injector.Profiles.DryRuns;

/// <summary>The variables of one dry run: parameter values, the preferred ports, and a sample pod.</summary>
internal sealed class DryRunScope(IReadOnlyDictionary<string, TemplateValue> parameters, SidecarMode mode, string profile) : IVariableScope
{
    private readonly Dictionary<string, TemplateValue> _ports = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public TemplateValue Resolve(VariableReference reference) => reference.Root switch
    {
        "params" => parameters.GetValueOrDefault(reference.Name, TemplateValue.None),
        "ports" => _ports.GetValueOrDefault(reference.Name, TemplateValue.None),
        "app" when reference.Name is "user" or "group" => new TemplateValue.Integer(1000),
        "sidecar" when reference.Name is not "mode" => mode is SidecarMode.Classic ? new TemplateValue.Integer(10) : TemplateValue.None,
        "workload" when reference.Name == "replicas" => new TemplateValue.Integer(3),
        _ => new TemplateValue.Text((reference.Root, reference.Name) switch
        {
            ("app", "container") => "web",
            ("app", "image") => "registry.example/web:1.0",
            ("app", "pullPolicy") => "IfNotPresent",
            ("app", "workingDir") => "/app",
            ("pod", "namespace") => "shop",
            ("profile", "name") => profile,
            ("sidecar", "mode") => mode.Text(),
            ("workload", "kind") => "Deployment",
            _ => "orders",
        }),
    };

    /// <summary>Sets the number of a port; a port without one is not needed.</summary>
    internal void SetPort(string name, long port) => _ports[name] = new TemplateValue.Integer(port);
}
