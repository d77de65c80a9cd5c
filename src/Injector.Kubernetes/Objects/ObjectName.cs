namespace Injector.Kubernetes.Objects;

/// <summary>The name of a namespaced object.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ObjectName(string Namespace, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Name}";
}
