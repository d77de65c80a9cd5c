namespace Injector.Kubernetes.Objects;

/// <summary>A webhook configuration.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
public readonly record struct WebhookConfigurationName(WebhookKind Kind, string Name)
{
    internal string Collection => $"/apis/admissionregistration.k8s.io/v1/{(Kind == WebhookKind.Mutating ? "mutating" : "validating")}webhookconfigurations";

    internal string Path => $"{Collection}/{Name}";

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}WebhookConfiguration {Name}";
}
