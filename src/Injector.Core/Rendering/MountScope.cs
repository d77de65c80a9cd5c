using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>
/// The variables of a profile for volume mounts: the kubelet expands <c>$(NAME)</c> only in <c>subPathExpr</c> (Kubernetes pkg/kubelet/kubelet_pods.go,
/// makeMounts), whether the container has the application's variables or its own.
/// </summary>
internal sealed class MountScope(IVariableScope values) : IVariableScope
{
    /// <inheritdoc/>
    public TemplateValue Resolve(VariableReference reference) => values.Resolve(reference);

    /// <inheritdoc/>
    public IVariableScope Below(string member) => member == "subPathExpr" ? new ExpansionScope(values) : this;
}
