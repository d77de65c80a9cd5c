using System.Text;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>Tells API servers whom to trust: keeps <c>caBundle</c> in every entry of a webhook configuration. Needs the rights to get and patch it.</summary>
public sealed class WebhookTrust(ApiServer server, WebhookConfigurationName name)
{
    private readonly WebhookConfigurationPatch _patch = new(server, name);

    /// <summary>The configuration.</summary>
    public WebhookConfigurationName Name => name;

    /// <summary>What the last write of <see cref="EnsureAsync"/> has replaced, as PEM; empty when there was nothing.</summary>
    public string Replaced { get; private set; } = "";

    /// <summary>Sees to it that every entry names these authorities; writes nothing where they do.</summary>
    /// <param name="bundle">The authorities as PEM.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="without">Writes only where this text is missing. Default: wherever anything differs.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public Task<TrustOutcome> EnsureAsync(string bundle, CancellationToken cancellationToken, string? without = null)
    {
        var wanted = Convert.ToBase64String(Encoding.UTF8.GetBytes(bundle));
        Replaced = "";
        return _patch.ApplyAsync(entry => Change(entry, wanted, without), cancellationToken);
    }

    private (string Path, JsonNode Value)? Change(JsonObject entry, string wanted, string? without)
    {
        if (entry["clientConfig"] is not JsonObject client || Names(Present(client), wanted, without))
        {
            return null;
        }

        Replaced = Replaced.Length > 0 ? Replaced : Decoded(Present(client)) is { Length: > 0 } text ? text : Present(client);
        return ("clientConfig/caBundle", wanted);
    }

    private static string Present(JsonObject client) => client["caBundle"] is JsonValue value && value.TryGetValue<string>(out var present) ? present : "";

    private static bool Names(string present, string wanted, string? without) =>
        present == wanted || (without is not null && Decoded(present).Contains(without, StringComparison.Ordinal));

    private static string Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
