using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Makes API servers begin to call: writes the rules of entries that have none, which are never called. Requires permission to get and patch the configuration;
/// existing rules belong to their author.
/// </summary>
/// <param name="server">The API server.</param>
/// <param name="name">The configuration.</param>
/// <param name="rule">The rule, as an element of <c>rules</c>.</param>
public sealed class WebhookRules(ApiClient server, WebhookConfigurationName name, JsonObject rule)
{
    private readonly WebhookConfigurationPatch _patch = new(server, name);

    /// <summary>The configuration.</summary>
    public WebhookConfigurationName Name => name;

    /// <summary>Makes sure that every entry has rules.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public Task<CaBundleOutcome> EnsureAsync(CancellationToken cancellationToken) =>
        _patch.ApplyAsync(entry => entry["rules"] is JsonArray { Count: > 0 } ? null : ("rules", new JsonArray(rule.DeepClone())), cancellationToken);
}
