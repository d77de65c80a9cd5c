using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Changes entries of the current webhook configuration. Requires permission to get and patch it; all other fields belong to its installer and are left alone.
/// </summary>
internal sealed class WebhookConfigurationPatch(ApiClient server, WebhookConfigurationName name)
{
    /// <summary>Makes the requested changes; writes nothing if there are none.</summary>
    /// <param name="change">Returns the member of an entry to set, as a path below the entry, and its value; <see langword="null"/> leaves the entry alone.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    internal async Task<CaBundleOutcome> ApplyAsync(Func<JsonObject, (string Path, JsonNode Value)?> change, CancellationToken cancellationToken)
    {
        switch (await server.GetAsync(name.Path, cancellationToken))
        {
            case ApiAnswer.Done { Object: var configuration }:
                return await ApplyAsync(configuration, change, cancellationToken);
            case ApiAnswer.Refused { Status.IsNotFound: true }:
                return CaBundleOutcome.Absent;
            case ApiAnswer.Refused refused:
                throw new RefusedException($"read {name}", refused.Status);
            default:
                throw new InvalidOperationException("An answer is one or the other.");
        }
    }

    private async Task<CaBundleOutcome> ApplyAsync(
        JsonObject configuration, Func<JsonObject, (string Path, JsonNode Value)?> change, CancellationToken cancellationToken)
    {
        var entries = configuration["webhooks"] as JsonArray ?? [];
        var operations = new JsonArray();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is JsonObject entry && change(entry) is { } wanted)
            {
                operations.Add((JsonNode)Operation("add", $"/webhooks/{i}/{wanted.Path}", wanted.Value));
            }
        }

        if (operations.Count == 0)
        {
            return entries.Count == 0 ? CaBundleOutcome.Absent : CaBundleOutcome.Same;
        }

        // Entries are addressed by index: if one were added or removed concurrently, the patch would hit another. With this version the server answers 409
        // then.
        operations.Insert(0, Operation("replace", "/metadata/resourceVersion", configuration["metadata"]!["resourceVersion"]!.DeepClone()));
        return await server.PatchAsync(name.Path, PatchKind.Json, operations, cancellationToken) switch
        {
            ApiAnswer.Done => CaBundleOutcome.Written,
            ApiAnswer.Refused refused when refused.Status.IsConflict => CaBundleOutcome.Outrun,
            ApiAnswer.Refused { Status.IsNotFound: true } => CaBundleOutcome.Absent,
            ApiAnswer.Refused refused => throw new RefusedException($"patch {name}", refused.Status),
            _ => throw new InvalidOperationException("An answer is one or the other."),
        };
    }

    private static JsonObject Operation(string op, string path, JsonNode value) => new() { ["op"] = op, ["path"] = path, ["value"] = value };
}

/// <summary>The outcome for the authorities in a webhook configuration.</summary>
public enum CaBundleOutcome
{
    /// <summary>Every entry named them already.</summary>
    Same,

    /// <summary>Entries that named others, or none, now name them.</summary>
    Written,

    /// <summary>The configuration does not exist or has no entries, so no calls are made through it.</summary>
    Absent,

    /// <summary>The configuration was changed concurrently; nothing was written.</summary>
    Outrun,
}
