using System.Collections.Immutable;
using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Kubernetes.Objects;

/// <summary>The observed state of a webhook configuration.</summary>
/// <param name="Entries">Its entries, in their order.</param>
/// <param name="Others">Field managers other than this program, latest writer first. A manager that only removed fields does not appear.</param>
/// <param name="IsOurs">Whether this program, possibly another replica, wrote last.</param>
public sealed record WebhookConfigurationState(ImmutableArray<WebhookEntryState> Entries, ImmutableArray<string> Others, bool IsOurs)
{
    /// <summary>Name that API servers give this program as a field manager: its user agent up to the slash.</summary>
    private const string OwnManager = "injector";

    /// <summary>Reads a configuration; anything that has an unexpected shape counts as missing.</summary>
    internal static WebhookConfigurationState Read(JsonElement configuration)
    {
        // Timestamps have a resolution of one second: on a tie the other manager counts as later, so that a loss is not mistaken for our own write.
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

    // The API server expects the name of the service in its namespace, regardless of the cluster's domain.
    private static string Host(JsonElement client) => client.Member("service") is { ValueKind: JsonValueKind.Object } service
        ? $"{service.TextOf("name")}.{service.TextOf("namespace")}.svc"
        : Uri.TryCreate(client.TextOf("url"), UriKind.Absolute, out var url) ? url.IdnHost : "";
}

/// <summary>The parts of a webhook configuration's entry that determine whether it is called.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Host">The name that API servers expect in the certificate; empty when the entry names no server.</param>
/// <param name="Authorities">The trusted authorities as PEM; empty for those of the API server's system.</param>
/// <param name="HasRules">Whether it has rules; an entry without rules is never called.</param>
public readonly record struct WebhookEntryState(string Name, string Host, string Authorities, bool HasRules);
