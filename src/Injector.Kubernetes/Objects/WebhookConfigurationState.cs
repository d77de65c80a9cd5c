using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Injector.Kubernetes.Objects;

/// <summary>What a webhook configuration says.</summary>
/// <param name="Entries">Its entries, in their order.</param>
/// <param name="ChangedBy">The field manager that changed it last; empty when the server does not say.</param>
public sealed record WebhookConfigurationState(ImmutableArray<WebhookEntry> Entries, string ChangedBy)
{
    /// <summary>Reads what is there; whatever has another shape than it should counts as missing.</summary>
    internal static WebhookConfigurationState Read(JsonElement configuration) => new(
        [.. Items(configuration, "webhooks").Select(Entry)],
        Items(Member(configuration, "metadata"), "managedFields")
            .Select(static fields => (Manager: Text(fields, "manager"), Time: Text(fields, "time")))
            .OrderBy(static change => change.Time, StringComparer.Ordinal).LastOrDefault().Manager ?? "");

    private static WebhookEntry Entry(JsonElement entry)
    {
        var client = Member(entry, "clientConfig");
        return new WebhookEntry(Text(entry, "name"), Host(client), Decoded(Text(client, "caBundle")), Items(entry, "rules").Any());
    }

    // The API server asks for the service's name in its namespace, whatever the domain of the cluster.
    private static string Host(JsonElement client) => Member(client, "service") is { ValueKind: JsonValueKind.Object } service
        ? $"{Text(service, "name")}.{Text(service, "namespace")}.svc"
        : Uri.TryCreate(Text(client, "url"), UriKind.Absolute, out var url) ? url.IdnHost : "";

    private static string Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    private static string Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
