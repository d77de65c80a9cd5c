namespace Injector.Kubernetes.Objects;

/// <summary>A webhook configuration.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
public readonly record struct WebhookConfigurationName(WebhookKind Kind, string Name)
{
    /// <summary>Kind and name for metrics, such as <c>mutating/injector</c>.</summary>
    public string Label => $"{KindWord}/{Name}";

    /// <summary>The plural of its kind, for paths.</summary>
    internal string Plural => $"{KindWord}webhookconfigurations";

    internal string Collection => $"/apis/admissionregistration.k8s.io/v1/{Plural}";

    internal string Path => $"{Collection}/{Name}";

    private string KindWord => Kind == WebhookKind.Mutating ? "mutating" : "validating";

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}WebhookConfiguration {Name}";
}

/// <summary>The two kinds of webhook configurations.</summary>
public enum WebhookKind
{
    /// <summary><c>MutatingWebhookConfiguration</c>.</summary>
    Mutating,

    /// <summary><c>ValidatingWebhookConfiguration</c>.</summary>
    Validating,
}
