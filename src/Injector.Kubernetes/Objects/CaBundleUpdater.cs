using System.Text;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Publishes trusted authorities to API servers: maintains <c>caBundle</c> in every entry of a webhook configuration. Requires permission to get and patch it.
/// </summary>
public sealed class CaBundleUpdater(ApiClient server, WebhookConfigurationName name)
{
    private readonly WebhookConfigurationPatch _patch = new(server, name);

    /// <summary>The configuration.</summary>
    public WebhookConfigurationName Name => name;

    /// <summary>Makes every entry name these authorities; writes nothing if they do already.</summary>
    /// <param name="bundle">The authorities as PEM.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <param name="without">Only updates entries that lack this text. Default: all entries that differ.</param>
    /// <returns>The outcome, and the first text that was replaced, as PEM; empty when there was none.</returns>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<(CaBundleOutcome Outcome, string Replaced)> EnsureAsync(string bundle, CancellationToken cancellationToken, string? without = null)
    {
        var wanted = CaBundle.Encode(bundle);
        var replaced = "";
        var outcome = await _patch.ApplyAsync(
            entry =>
            {
                if (entry["clientConfig"] is not JsonObject client || Names(Present(client), wanted, without))
                {
                    return null;
                }

                replaced = replaced.Length > 0 ? replaced : CaBundle.Decode(Present(client)) is { Length: > 0 } text ? text : Present(client);
                return ("clientConfig/caBundle", wanted);
            },
            cancellationToken);
        return (outcome, replaced);
    }

    private static string Present(JsonObject client) => client["caBundle"].AsText() ?? "";

    private static bool Names(string present, string wanted, string? without) =>
        present == wanted || (without is not null && CaBundle.Decode(present).Contains(without, StringComparison.Ordinal));
}

/// <summary>The field <c>caBundle</c> of a webhook: PEM in base64.</summary>
internal static class CaBundle
{
    internal static string Encode(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));

    /// <summary>The PEM; empty if the text is not base64.</summary>
    internal static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
