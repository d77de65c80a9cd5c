namespace Injector.Core.Profiles.Templates;

/// <summary>How the kubelet reads the place that a template renders to.</summary>
internal enum TemplatePlace
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>With <c>$(NAME)</c> replaced by a variable of the container, which a value must not set off.</summary>
    Expanded,

    /// <summary>
    /// Volume mounts: <c>$(NAME)</c> is replaced in <c>subPathExpr</c> alone (Kubernetes pkg/kubelet/kubelet_pods.go, makeMounts), whether the container has
    /// the application's variables or its own.
    /// </summary>
    Mounts,
}
