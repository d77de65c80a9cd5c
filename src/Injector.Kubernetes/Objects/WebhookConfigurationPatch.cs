using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Changes entries of a webhook configuration as it stands at this moment. Needs the rights to get and patch it; what is not changed belongs to
/// whoever installed it and is not touched.
/// </summary>
internal sealed class WebhookConfigurationPatch(ApiClient server, WebhookConfigurationName name)
{
    /// <summary>Makes the wanted changes; writes nothing where none is wanted.</summary>
    /// <param name="change">The member of an entry that is to be set, as path below the entry, and its value; <see langword="null"/> leaves the entry alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
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

        // Entries are named by their places: were one put in or taken out meanwhile, another would be meant. The server then answers 409.
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

/// <summary>What became of the authorities in a webhook configuration.</summary>
public enum CaBundleOutcome
{
    /// <summary>Every entry names them already.</summary>
    Same,

    /// <summary>Entries that named others, or none, name them now.</summary>
    Written,

    /// <summary>There is no such configuration, or it has no entries; nobody calls.</summary>
    Absent,

    /// <summary>Somebody changed the configuration at the same time; nothing was written.</summary>
    Outrun,
}
