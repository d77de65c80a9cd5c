using System.Text;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Tells API servers whom to trust: keeps <c>caBundle</c> in every entry of a webhook configuration. Needs the rights to get and patch it; what
/// else is in the configuration belongs to whoever installed it and is not touched.
/// </summary>
public sealed class WebhookTrust(ApiServer server, WebhookConfigurationName name)
{
    /// <summary>The configuration.</summary>
    public WebhookConfigurationName Name => name;

    /// <summary>Sees to it that every entry names these authorities; writes nothing where they do.</summary>
    /// <param name="bundle">The authorities as PEM.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<TrustOutcome> EnsureAsync(string bundle, CancellationToken cancellationToken)
    {
        switch (await server.GetAsync(name.Path, cancellationToken))
        {
            case ApiAnswer.Done { Object: var configuration }:
                var wanted = Convert.ToBase64String(Encoding.UTF8.GetBytes(bundle));
                return await EnsureAsync(configuration, wanted, cancellationToken);
            case ApiAnswer.Refused { Status.IsNotFound: true }:
                return TrustOutcome.Absent;
            case ApiAnswer.Refused refused:
                throw new RefusedException($"read {name}", refused.Status);
            default:
                throw new InvalidOperationException("An answer is one or the other.");
        }
    }

    private async Task<TrustOutcome> EnsureAsync(JsonObject configuration, string wanted, CancellationToken cancellationToken)
    {
        var entries = configuration["webhooks"] as JsonArray ?? [];
        var operations = new JsonArray();
        for (var i = 0; i < entries.Count; i++)
        {
            if ((entries[i] as JsonObject)?["clientConfig"] is JsonObject client && !Names(client, wanted))
            {
                operations.Add((JsonNode)Operation("add", $"/webhooks/{i}/clientConfig/caBundle", wanted));
            }
        }

        if (operations.Count == 0)
        {
            return entries.Count == 0 ? TrustOutcome.Absent : TrustOutcome.Same;
        }

        // Entries are named by their places: were one put in or taken out meanwhile, another would be meant. The server then answers 409.
        operations.Insert(0, Operation("replace", "/metadata/resourceVersion", configuration["metadata"]!["resourceVersion"]!.GetValue<string>()));
        return await server.PatchAsync(name.Path, PatchKind.Json, operations, cancellationToken) switch
        {
            ApiAnswer.Done => TrustOutcome.Written,
            ApiAnswer.Refused refused when refused.Status.IsConflict => TrustOutcome.Outrun,
            ApiAnswer.Refused { Status.IsNotFound: true } => TrustOutcome.Absent,
            ApiAnswer.Refused refused => throw new RefusedException($"patch {name}", refused.Status),
            _ => throw new InvalidOperationException("An answer is one or the other."),
        };
    }

    private static bool Names(JsonObject client, string wanted) =>
        client["caBundle"] is JsonValue value && value.TryGetValue<string>(out var present) && present == wanted;

    private static JsonObject Operation(string op, string path, string value) => new() { ["op"] = op, ["path"] = path, ["value"] = value };
}
