using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// One Secret that several processes write: a write goes through only if nobody has written since the content was read. Needs the rights to get,
/// create and update it.
/// </summary>
public sealed class SecretStore(ApiServer server, ObjectName name)
{
    private readonly string _collection = $"/api/v1/namespaces/{name.Namespace}/secrets";

    /// <summary>The Secret for people.</summary>
    public string Label => $"Secret {name}";

    /// <summary>Reads it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<SecretContent> ReadAsync(CancellationToken cancellationToken) =>
        await server.GetAsync($"{_collection}/{name.Name}", cancellationToken) switch
        {
            ApiAnswer.Done done => new SecretContent(Texts(done.Object["data"] as JsonObject), done.Object),
            ApiAnswer.Refused { Status.IsNotFound: true } => SecretContent.None,
            ApiAnswer.Refused refused => throw new RefusedException($"read {Label}", refused.Status),
            _ => throw new InvalidOperationException("An answer is one or the other."),
        };

    /// <summary>Writes its data whole; labels, annotations and type stay.</summary>
    /// <param name="read">What was read last.</param>
    /// <param name="texts">The new data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was written; not so when somebody else has written, made or deleted it since.</returns>
    /// <exception cref="ApiUnreachableException">No answer came; it may have been written all the same.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<bool> WriteAsync(SecretContent read, IReadOnlyDictionary<string, byte[]> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(texts);
        var answer = read.Read is { } old
            ? await server.ReplaceAsync($"{_collection}/{name.Name}", With(old.DeepClone().AsObject(), texts), cancellationToken)
            : await server.CreateAsync(_collection, With(New(), texts), cancellationToken);
        return answer switch
        {
            ApiAnswer.Refused refused when refused.Status.IsConflict || (refused.Status.IsNotFound && read.Exists) => false,
            ApiAnswer.Refused refused => throw new RefusedException($"write {Label}", refused.Status),
            _ => true,
        };
    }

    private JsonObject New() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = name.Name, ["namespace"] = name.Namespace },
        ["type"] = "kubernetes.io/tls",
    };

    private static JsonObject With(JsonObject secret, IReadOnlyDictionary<string, byte[]> texts)
    {
        secret["data"] = new JsonObject(
            texts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Convert.ToBase64String(pair.Value))));
        return secret;
    }

    private static ImmutableSortedDictionary<string, byte[]> Texts(JsonObject? data)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        foreach (var (key, value) in data ?? [])
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var base64) && Decoded(base64) is { } bytes)
            {
                texts[key] = bytes;
            }
        }

        return texts.ToImmutable();
    }

    private static byte[]? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
