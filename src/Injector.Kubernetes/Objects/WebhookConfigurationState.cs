using System.Collections.Immutable;
using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Kubernetes.Objects;

/// <summary>What a webhook configuration says.</summary>
/// <param name="Entries">Its entries, in their order.</param>
/// <param name="Others">The field managers other than this program, the one that wrote last first. Who only took something away is not among them.</param>
/// <param name="IsOurs">Whether the last to write was this program, maybe another replica.</param>
public sealed record WebhookConfigurationState(ImmutableArray<WebhookEntryState> Entries, ImmutableArray<string> Others, bool IsOurs)
{
    /// <summary>What API servers take for the field manager of this program: its user agent up to the slash.</summary>
    private const string OwnManager = "injector";

    /// <summary>Reads what is there; whatever has another shape than it should counts as missing.</summary>
    internal static WebhookConfigurationState Read(JsonElement configuration)
    {
        // Times are of whole seconds: of two within one, the other manager's counts as later, so that no loss is taken for a write of ours.
        var writers = configuration.Member("metadata").Member("managedFields").Items()
            .Select(static fields => (Manager: fields.TextOf("manager"), Time: fields.TextOf("time"))).Where(static writer => writer.Manager.Length > 0)
            .OrderByDescending(static writer => writer.Time, StringComparer.Ordinal).ThenBy(static writer => writer.Manager == OwnManager)
            .Select(static writer => writer.Manager).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new WebhookConfigurationState([.. configuration.Member("webhooks").Items().Select(Entry)], writers.Remove(OwnManager), writers is [OwnManager, ..]);
    }

    private static WebhookEntryState Entry(JsonElement entry)
    {
        var client = entry.Member("clientConfig");
        return new WebhookEntryState(entry.TextOf("name"), Host(client), CaBundle.Decode(client.TextOf("caBundle")), entry.Member("rules").Items().Any());
    }

    // The API server asks for the service's name in its namespace, whatever the domain of the cluster.
    private static string Host(JsonElement client) => client.Member("service") is { ValueKind: JsonValueKind.Object } service
        ? $"{service.TextOf("name")}.{service.TextOf("namespace")}.svc"
        : Uri.TryCreate(client.TextOf("url"), UriKind.Absolute, out var url) ? url.IdnHost : "";
}

/// <summary>One entry of a webhook configuration, as far as being called depends on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Host">The name that API servers ask the server's certificate for; empty when the entry names nobody.</param>
/// <param name="Authorities">Whom they trust, as PEM; empty where it is left to their system.</param>
/// <param name="HasRules">Whether it is about any object; one without rules is never called.</param>
public readonly record struct WebhookEntryState(string Name, string Host, string Authorities, bool HasRules);
