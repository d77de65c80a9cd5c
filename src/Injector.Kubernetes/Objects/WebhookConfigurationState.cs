using System.Collections.Immutable;
using System.Text.Json;

namespace Injector.Kubernetes.Objects;

/// <summary>What a webhook configuration says.</summary>
/// <param name="Entries">Its entries, in their order.</param>
/// <param name="Others">The field managers other than this program, the one that wrote last first. Who only took something away is not among them.</param>
/// <param name="IsOurs">Whether the last to write was this program, maybe another replica.</param>
public sealed record WebhookConfigurationState(ImmutableArray<WebhookEntry> Entries, ImmutableArray<string> Others, bool IsOurs)
{
    /// <summary>What API servers take for the field manager of this program: its user agent up to the slash.</summary>
    private const string OwnManager = "injector";

    /// <summary>Reads what is there; whatever has another shape than it should counts as missing.</summary>
    internal static WebhookConfigurationState Read(JsonElement configuration)
    {
        // Times are of whole seconds: of two within one, the other manager's counts as later, so that no loss is taken for a write of ours.
        var writers = Items(Member(configuration, "metadata"), "managedFields")
            .Select(static fields => (Manager: Text(fields, "manager"), Time: Text(fields, "time"))).Where(static writer => writer.Manager.Length > 0)
            .OrderByDescending(static writer => writer.Time, StringComparer.Ordinal).ThenBy(static writer => writer.Manager == OwnManager)
            .Select(static writer => writer.Manager).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new WebhookConfigurationState([.. Items(configuration, "webhooks").Select(Entry)], writers.Remove(OwnManager), writers is [OwnManager, ..]);
    }

    private static WebhookEntry Entry(JsonElement entry)
    {
        var client = Member(entry, "clientConfig");
        return new WebhookEntry(Text(entry, "name"), Host(client), CaBundle.Decode(Text(client, "caBundle")), Items(entry, "rules").Any());
    }

    // The API server asks for the service's name in its namespace, whatever the domain of the cluster.
    private static string Host(JsonElement client) => Member(client, "service") is { ValueKind: JsonValueKind.Object } service
        ? $"{Text(service, "name")}.{Text(service, "namespace")}.svc"
        : Uri.TryCreate(Text(client, "url"), UriKind.Absolute, out var url) ? url.IdnHost : "";

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    private static string Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}

/// <summary>One entry of a webhook configuration, as far as being called depends on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Host">The name that API servers ask the server's certificate for; empty when the entry names nobody.</param>
/// <param name="Authorities">Whom they trust, as PEM; empty where it is left to their system.</param>
/// <param name="HasRules">Whether it is about any object; one without rules is never called.</param>
public readonly record struct WebhookEntry(string Name, string Host, string Authorities, bool HasRules);
