using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Facts;

/// <summary>A mutating or validating webhook configuration.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entries">Its entries in their order.</param>
internal sealed record WebhookConfiguration(string Kind, string Name, ImmutableArray<WebhookEntry> Entries)
{
    public const string Mutating = "MutatingWebhookConfiguration";

    public const string Validating = "ValidatingWebhookConfiguration";

    public static WebhookConfiguration Read(string kind, JsonObject configuration) =>
        new(kind, configuration.TextAt("metadata", "name"), [.. configuration.ObjectsAt("webhooks").Select(WebhookEntry.Read)]);
}

/// <summary>An entry of a webhook configuration, with the API server's defaults for omitted fields.</summary>
internal sealed record WebhookEntry
{
    public required string Name { get; init; }

    /// <summary><c>Ignore</c> or <c>Fail</c>.</summary>
    public required string FailurePolicy { get; init; }

    public required string SideEffects { get; init; }

    public required string ReinvocationPolicy { get; init; }

    public required int TimeoutSeconds { get; init; }

    /// <summary>The Service that is called; <see langword="null"/> when a URL is called.</summary>
    public ServiceReference? Service { get; init; }

    /// <summary>The URL that is called; <see langword="null"/> when a Service is called.</summary>
    public Uri? Url { get; init; }

    /// <summary>The trusted authorities, as base64 of PEM; empty when there are none.</summary>
    public required string CaBundle { get; init; }

    public required LabelSelector NamespaceSelector { get; init; }

    public required LabelSelector ObjectSelector { get; init; }

    public required ImmutableArray<JsonObject> Rules { get; init; }

    /// <summary>The host name that the certificate must be valid for.</summary>
    public string ServerName => Service is { } service ? $"{service.Name}.{service.Namespace}.svc" : Url?.IdnHost.Trim('[', ']') ?? "";

    /// <summary>The called Service or URL, for people.</summary>
    public string Target => Service is { } service ? $"Service {service.Namespace}/{service.Name}" : Url?.ToString() ?? "nothing";

    /// <summary>Whether pods are sent here on creation.</summary>
    public bool TakesPods => Rules.Any(rule =>
        Has(rule, "operations", "CREATE") && Has(rule, "apiGroups", "") && Has(rule, "apiVersions", "v1") && Has(rule, "resources", "pods"));

    public static WebhookEntry Read(JsonObject entry) => new()
    {
        Name = entry.TextAt("name"),
        FailurePolicy = Otherwise(entry.TextAt("failurePolicy"), "Fail"),
        SideEffects = Otherwise(entry.TextAt("sideEffects"), "Unknown"),
        ReinvocationPolicy = Otherwise(entry.TextAt("reinvocationPolicy"), "Never"),
        TimeoutSeconds = entry.NumberAt("timeoutSeconds") ?? 10,
        Service = entry.At("clientConfig", "service") is JsonObject service ? ServiceReference.Read(service) : null,
        Url = Uri.TryCreate(entry.TextAt("clientConfig", "url"), UriKind.Absolute, out var url) ? url : null,
        CaBundle = entry.TextAt("clientConfig", "caBundle"),
        NamespaceSelector = new LabelSelector(entry.At("namespaceSelector")?.DeepClone()),
        ObjectSelector = new LabelSelector(entry.At("objectSelector")?.DeepClone()),
        Rules = [.. entry.ObjectsAt("rules").Select(rule => rule.DeepClone()).Cast<JsonObject>()],
    };

    private static bool Has(JsonObject rule, string list, string wanted) =>
        (rule[list] as JsonArray ?? []).Select(item => item.TextAt()).Any(item => item == "*" || item == wanted);

    private static string Otherwise(string text, string fallback) => text.Length > 0 ? text : fallback;
}

/// <summary>The Service that a webhook entry names.</summary>
internal sealed record ServiceReference(string Namespace, string Name, int Port)
{
    public static ServiceReference Read(JsonObject service) =>
        new(service.TextAt("namespace"), service.TextAt("name"), service.NumberAt("port") ?? 443);
}
