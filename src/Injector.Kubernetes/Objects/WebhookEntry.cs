namespace Injector.Kubernetes.Objects;

/// <summary>One entry of a webhook configuration, as far as being called depends on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Host">The name that API servers ask the server's certificate for; empty when the entry names nobody.</param>
/// <param name="Authorities">Whom they trust, as PEM; empty where it is left to their system.</param>
/// <param name="HasRules">Whether it is about any object; one without rules is never called.</param>
public readonly record struct WebhookEntry(string Name, string Host, string Authorities, bool HasRules);
