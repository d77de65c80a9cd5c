namespace Injector.Kubernetes.Objects;

/// <summary>The two kinds of webhook configurations.</summary>
public enum WebhookKind
{
    /// <summary><c>MutatingWebhookConfiguration</c>.</summary>
    Mutating,

    /// <summary><c>ValidatingWebhookConfiguration</c>.</summary>
    Validating,
}
