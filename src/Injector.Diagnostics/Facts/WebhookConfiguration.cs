using System.Collections.Immutable;
using System.Text.Json.Nodes;

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
